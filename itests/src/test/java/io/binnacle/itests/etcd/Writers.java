package io.binnacle.itests.etcd;

import io.binnacle.itests.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Threads that make ConfigMaps one after the other, each of its own names, and turn to the next
 * server when theirs is gone. What was answered with 201 is acknowledged.
 */
final class Writers {
  private static final String TEXT = "x".repeat(1_000);

  /** Leaves a server that starts again something of the machine. */
  private static final long PAUSE_MILLIS = 30;

  private final SharingServers servers;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  Writers(SharingServers servers, int count) {
    this.servers = servers;
    for (int w = 0; w < count; w++) {
      int writer = w;
      threads.add(new Thread(() -> write(writer), "writer-" + w));
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(60));
    }
  }

  /** The resourceVersions of the objects made, by name. */
  Map<String, String> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  private void write(int writer) {
    int server = writer;
    for (int i = 0; !stopped; i++) {
      String name = "w" + writer + "-" + i;
      try {
        ApiClient.Reply reply = servers.api(server % servers.size()).createConfigMap(name, TEXT);
        if (reply.status() == 201) {
          acknowledged.put(name, reply.field("metadata", "resourceVersion"));
        }
        Thread.sleep(PAUSE_MILLIS);
      } catch (IOException gone) {
        // Killed before it answered: this one may be there or not.
        server++;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}

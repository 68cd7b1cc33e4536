package io.binnacle.itests.plugin;

import io.binnacle.itests.ApiClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The others in the house: somebody who writes and reads ConfigMaps without end, and measures how
 * long that takes. Closed, it stops.
 */
final class Neighbours {
  private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
  private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread;
  private volatile boolean closed;

  Neighbours(ApiClient client, String name) {
    thread = new Thread(() -> live(client, name), "neighbours");
    thread.start();
  }

  private void live(ApiClient client, String name) {
    String path = "/api/v1/namespaces/default/configmaps/" + name;
    try {
      client.createConfigMap(name, "0").expect(201);
      for (int i = 1; !closed; i++) {
        long began = System.nanoTime();
        int put = client.put(path, ApiClient.configMap(name, "" + i)).status();
        ApiClient.Reply read = client.get(path);
        nanos.add(System.nanoTime() - began);
        if (put != 200 || !read.field("data", "text").equals("" + i)) {
          wrong.add(put + " and " + read.status() + " " + read.text());
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (Exception e) {
      wrong.add(e.toString());
    }
  }

  /** Begins to measure anew. */
  void begin() {
    nanos.clear();
  }

  /** What they were answered that they should not have been. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /**
   * How long a write and a read took, in milliseconds: the median, the slowest of a hundred, the
   * slowest.
   */
  String latencies() {
    List<Long> sorted;
    synchronized (nanos) {
      sorted = new ArrayList<>(nanos);
    }
    Collections.sort(sorted);
    return sorted.isEmpty()
        ? "none"
        : String.format(
            Locale.ROOT,
            "%.1f/%.1f/%.1f ms of %d",
            sorted.get(sorted.size() / 2) / 1e6,
            sorted.get(sorted.size() * 99 / 100) / 1e6,
            sorted.get(sorted.size() - 1) / 1e6,
            sorted.size());
  }

  void stop() throws InterruptedException {
    closed = true;
    thread.join();
  }
}

package io.binnacle.itests.karaf;

import io.binnacle.itests.ApiClient;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes one ConfigMap after another, whatever happens, and remembers which were acknowledged. Its
 * own thread writes.
 */
final class SteadyWriter {
  private final ApiClient api;
  private final String prefix;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::write, "writer");
  private volatile boolean stopped;

  private SteadyWriter(ApiClient api, String prefix) {
    this.api = api;
    this.prefix = prefix;
  }

  static SteadyWriter of(ApiClient api, String prefix) {
    SteadyWriter writer = new SteadyWriter(api, prefix);
    writer.thread.start();
    return writer;
  }

  /** The names of what the server said it has. */
  Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  private void write() {
    for (int i = 0; !stopped; i++) {
      String name = prefix + i;
      try {
        if (api.createConfigMap(name, "steady").status() == 201) {
          acknowledged.add(name);
        }
        Thread.sleep(20);
      } catch (IOException away) {
        // Not acknowledged: it may be there or not.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }
}

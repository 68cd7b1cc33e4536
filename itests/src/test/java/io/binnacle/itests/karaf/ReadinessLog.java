package io.binnacle.itests.karaf;

import io.binnacle.itests.ApiClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What {@code /readyz} said, one entry for each change: "ok", the first check that failed, or "no
 * answer". Its own thread asks.
 */
final class ReadinessLog {
  private final ApiClient api;
  private final List<String> states = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::ask, "readiness");
  private volatile boolean stopped;

  private ReadinessLog(ApiClient api) {
    this.api = api;
  }

  static ReadinessLog of(ApiClient api) {
    ReadinessLog log = new ReadinessLog(api);
    log.thread.start();
    return log;
  }

  List<String> states() {
    return List.copyOf(states);
  }

  /** Whether it was ready, was not, and is again. */
  boolean hasComeBack() {
    return states.size() > 2 && states.get(states.size() - 1).equals("ok");
  }

  private void ask() {
    String last = "";
    while (!stopped) {
      try {
        String state = state();
        if (!state.equals(last)) {
          states.add(state);
          last = state;
        }
        Thread.sleep(10);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private String state() throws InterruptedException {
    try {
      ApiClient.Reply reply = api.get("/readyz?verbose");
      return reply.status() == 200
          ? "ok"
          : reply.text().lines().filter(line -> line.startsWith("[-]")).findFirst().orElse("?");
    } catch (IOException e) {
      return "no answer";
    }
  }

  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }
}

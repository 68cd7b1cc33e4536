package io.binnacle.storage.etcd;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Pauses between tries that grow until one succeeds. Lives on the watch thread. */
final class Reconnect {
  private static final long FIRST_MILLIS = 20;
  private static final int MOST_DOUBLINGS = 5;

  private final EventLoop loop;
  private int failures;

  Reconnect(EventLoop loop) {
    this.loop = loop;
  }

  void succeeded() {
    failures = 0;
  }

  void later(Runnable again) {
    long pause = FIRST_MILLIS << Math.min(failures++, MOST_DOUBLINGS);
    try {
      loop.schedule(again, pause, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The engine is closed: nothing is left to connect.
    }
  }
}

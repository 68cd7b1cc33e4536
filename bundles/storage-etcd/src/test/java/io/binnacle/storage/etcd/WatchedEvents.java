package io.binnacle.storage.etcd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.WatchEvent;
import io.binnacle.api.storage.WatchListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Writes down what a watch delivers and whether that is in order. */
final class WatchedEvents implements WatchListener {
  private final List<WatchEvent> events = new ArrayList<>();
  private final CountDownLatch gate;
  private long progress;
  private StorageException error;
  private String disorder = "";

  WatchedEvents() {
    this(new CountDownLatch(0));
  }

  /** One that holds up the engine's thread until the gate opens. */
  WatchedEvents(CountDownLatch gate) {
    this.gate = gate;
  }

  @Override
  public void onEvents(List<WatchEvent> delivered) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    synchronized (this) {
      long last = events.isEmpty() ? progress : lastRevision();
      if (delivered.get(0).revision() <= Math.max(last, progress)) {
        disorder += " " + delivered.get(0) + " after " + last + ", progress " + progress;
      }
      events.addAll(delivered);
    }
  }

  @Override
  public synchronized void onProgress(long revision) {
    if (revision < progress) {
      disorder += " progress " + revision + " after " + progress;
    }
    progress = revision;
  }

  @Override
  public synchronized void onError(StorageException why) {
    error = why;
  }

  synchronized List<WatchEvent> events() {
    assertTrue(disorder.isEmpty(), disorder);
    return List.copyOf(events);
  }

  synchronized long lastRevision() {
    return events.isEmpty() ? 0 : events.get(events.size() - 1).revision();
  }

  synchronized long progress() {
    return progress;
  }

  synchronized StorageException error() {
    return error;
  }
}

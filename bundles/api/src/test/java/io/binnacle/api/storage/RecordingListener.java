package io.binnacle.api.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Writes down what a watch delivers, and waits for it. */
final class RecordingListener implements WatchListener {
  private final List<WatchEvent> events = new ArrayList<>();
  private final List<Long> progress = new ArrayList<>();
  private StorageException error;
  private String disorder = "";

  @Override
  public synchronized void onEvents(List<WatchEvent> delivered) {
    long told = progress.isEmpty() ? 0 : progress.get(progress.size() - 1);
    long last = events.isEmpty() ? 0 : events.get(events.size() - 1).revision();
    if (delivered.get(0).revision() <= Math.max(told, last)) {
      disorder += " " + line(delivered.get(0)) + " after " + last + " and progress " + told;
    }
    events.addAll(delivered);
    notifyAll();
  }

  @Override
  public synchronized void onProgress(long revision) {
    progress.add(revision);
    notifyAll();
  }

  @Override
  public synchronized void onError(StorageException why) {
    assertTrue(error == null, "a second error");
    error = why;
    notifyAll();
  }

  /** Waits until {@code count} events have come. */
  synchronized List<WatchEvent> await(int count) {
    until(() -> events.size() >= count, "for event " + count);
    return List.copyOf(events);
  }

  synchronized long awaitProgress() {
    until(() -> !progress.isEmpty(), "for progress");
    return progress.get(progress.size() - 1);
  }

  synchronized StorageException awaitError() {
    until(() -> error != null, "for an error");
    return error;
  }

  /** Waits for {@code count} events or the end; the end's error, null if the events came. */
  synchronized StorageException awaitEndOr(int count) {
    until(() -> error != null || events.size() >= count, "for event " + count + " or the end");
    return error;
  }

  /** Events came in order, and none after progress had been told beyond it. */
  synchronized void assertOrder() {
    assertEquals("", disorder);
  }

  synchronized List<WatchEvent> events() {
    return List.copyOf(events);
  }

  /** Waits for {@code lines.length} events and compares their one-line forms. */
  void assertEvents(String... lines) {
    List<String> seen = await(lines.length).stream().map(RecordingListener::line).toList();
    assertEquals(List.of(lines), seen);
  }

  /** {@code key@revision old->new}, with {@code -} for nothing. */
  static String line(WatchEvent event) {
    return event.key()
        + "@"
        + event.revision()
        + " "
        + value(event.previous())
        + "->"
        + value(event.current());
  }

  private static String value(KeyValue item) {
    return item == null ? "-" : new String(item.value(), StandardCharsets.UTF_8);
  }

  private void until(BooleanSupplier reached, String what) {
    long end = System.nanoTime() + StorageFixture.SECONDS * 1_000_000_000L;
    try {
      while (!reached.getAsBoolean()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        assertTrue(left > 0, () -> "waited in vain " + what + "; events " + events + ", " + error);
        wait(left);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

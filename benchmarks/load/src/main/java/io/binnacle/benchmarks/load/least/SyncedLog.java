package io.binnacle.benchmarks.load.least;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * An append-only file, synced once for all changes that were waiting. One thread writes; it gives
 * each change its revision and tells of a group after it is on disk.
 */
final class SyncedLog {
  /**
   * A change that waits to be made.
   *
   * @param body the object sent; empty for a deletion
   */
  record Change(String name, String body, Consumer<Made> whenMade) {}

  /** A change that is on disk; {@code item} is the one deleted, if it was a deletion. */
  record Made(Change change, Item item, boolean deleted) {}

  private final LinkedBlockingQueue<Change> waiting = new LinkedBlockingQueue<>();
  private final FileChannel file;
  private final ItemMap items;
  private final String extra;
  private final Consumer<List<Made>> whenOnDisk;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
  private long revision = 1;

  SyncedLog(Path path, ItemMap items, String extra, Consumer<List<Made>> whenOnDisk)
      throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.items = items;
    this.extra = extra;
    this.whenOnDisk = whenOnDisk;
    Thread writer = new Thread(this::run, "log");
    writer.setDaemon(true);
    writer.start();
  }

  void submit(Change change) {
    waiting.add(change);
  }

  private void run() {
    try {
      while (true) {
        List<Change> group = new ArrayList<>();
        group.add(waiting.take());
        waiting.drainTo(group);
        List<Made> made = new ArrayList<>(group.size());
        group.forEach(change -> made.add(make(change)));
        sync();
        whenOnDisk.accept(made);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // A benchmark whose disk fails has nothing left to measure.
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private Made make(Change change) {
    revision++;
    if (change.body().isEmpty()) {
      append(change.name().getBytes(StandardCharsets.US_ASCII));
      return new Made(change, items.remove(change.name(), revision), true);
    }
    Item item = Item.of(change.body(), revision, extra);
    append(item.json());
    items.put(item);
    return new Made(change, item, false);
  }

  private void append(byte[] record) {
    if (buffer.remaining() < record.length + 4) {
      buffer = ByteBuffer.allocateDirect(buffer.capacity() * 2).put(buffer.flip());
    }
    buffer.putInt(record.length).put(record);
  }

  private void sync() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    buffer.clear();
    file.force(false);
  }
}

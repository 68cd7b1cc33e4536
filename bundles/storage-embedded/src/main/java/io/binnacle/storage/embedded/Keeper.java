package io.binnacle.storage.embedded;

import io.binnacle.api.storage.StorageException;
import io.binnacle.storage.embedded.index.KeyIndex;
import io.binnacle.storage.embedded.index.Version;
import io.binnacle.storage.embedded.log.Entry;
import io.binnacle.storage.embedded.log.LogStore;
import io.binnacle.storage.embedded.log.SnapshotWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets old history and gives its disk space back: when more than half of the files is forgotten
 * it writes what is left into a snapshot, which then replaces the files before it. Runs on the
 * keeper thread, beside readers and the writer.
 */
final class Keeper {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  private final LogStore log;
  private final KeyIndex index;
  private final Store store;
  private final Watches watches;
  private final Consumer<Command> writer;
  private volatile boolean closing;
  private long lastTick;

  /**
   * @param writer hands a command to the writer, or fails it
   */
  Keeper(Store store, Watches watches, Consumer<Command> writer) {
    this.store = store;
    this.log = store.log();
    this.index = store.index();
    this.watches = watches;
    this.writer = writer;
    this.lastTick = index.revision();
  }

  /** Breaks off a snapshot that is being written. Any thread. */
  void stopSoon() {
    closing = true;
  }

  /** Compacts to where the store was at the last tick. */
  void tick() {
    try {
      long before = lastTick;
      lastTick = index.revision();
      compact(before);
      tidy();
    } catch (RuntimeException e) {
      LOG.warn("compaction failed, it will be tried again: {}", e.getMessage());
    }
  }

  /** See {@link io.binnacle.api.storage.Storage#compact}. */
  void compact(long revision) {
    if (revision > index.revision()) {
      throw Failures.future(revision, index.revision());
    }
    if (revision <= index.compacted()) {
      return;
    }
    CompletableFuture<Void> noted = new CompletableFuture<>();
    writer.accept(new Command.Compact(revision, noted));
    join(noted);
    // Live watches read previous values; they must have had theirs before these go.
    CompletableFuture<Void> seen = new CompletableFuture<>();
    if (!watches.afterDelivery(() -> seen.complete(null))) {
      throw Failures.closed();
    }
    join(seen);
    index.forgetBelow(revision);
  }

  /** Writes a snapshot if it would free more than half of the disk space. */
  void tidy() {
    long total = log.totalBytes();
    if (total < store.options().snapshotBytes() || total < 2 * index.liveBytes()) {
      return;
    }
    try {
      snapshot();
    } catch (IOException | StorageException e) {
      LOG.warn("snapshot failed, it will be tried again: {}", e.toString());
    }
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw Failures.of(e);
    }
  }

  private void snapshot() throws IOException {
    CompletableFuture<Command.Rolled> roll = new CompletableFuture<>();
    writer.accept(new Command.Roll(roll));
    Command.Rolled rolled = join(roll);
    SnapshotWriter snapshot = log.snapshot(rolled.snapshot());
    Moves moves = new Moves();
    try {
      write(snapshot, rolled.revision(), moves);
      snapshot.finish();
    } catch (IOException | RuntimeException e) {
      snapshot.abandon();
      throw e;
    }
    log.adopt(snapshot);
    moves.apply();
    log.dropBelow(rolled.snapshot());
  }

  private void write(SnapshotWriter snapshot, long revision, Moves moves) throws IOException {
    snapshot.add(new Entry.State(revision, index.compacted()));
    for (Map.Entry<Long, Long> lease : store.leases().all().entrySet()) {
      snapshot.add(new Entry.Grant(lease.getKey(), lease.getValue()));
    }
    for (List<Version> chain : index.chains(revision)) {
      for (Version version : chain) {
        moves.add(version, snapshot.add(entry(version)));
      }
      if (closing) {
        throw Failures.closed();
      }
    }
  }

  private Entry entry(Version version) {
    return version.isDeleted()
        ? new Entry.Delete(version.revision(), version.key())
        : new Entry.Put(
            version.revision(),
            version.createRevision(),
            version.lease(),
            version.key(),
            store.values().readWritten(version).value());
  }
}

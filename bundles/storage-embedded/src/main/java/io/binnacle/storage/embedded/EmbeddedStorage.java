package io.binnacle.storage.embedded;

import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.RangeResult;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.StorageException.Code;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import io.binnacle.api.storage.WatchHandle;
import io.binnacle.api.storage.WatchListener;
import io.binnacle.storage.embedded.log.DataDirectory;
import io.binnacle.storage.embedded.log.LogFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store in a folder of this machine, for one process.
 *
 * <p>Threads: the <em>writer</em> decides all changes and syncs them in groups; two
 * <em>readers</em> serve ranges and bring watches from the past up to date; <em>delivery</em> calls
 * watch listeners; <em>answers</em> completes the stages of writes; the <em>keeper</em> compacts
 * and expires leases. Keys and the places of their versions are held in memory, values are read
 * from disk.
 */
public final class EmbeddedStorage implements Storage, AutoCloseable {
  private static final int READERS = 2;
  private static final int READS_WAITING = 10_000;

  private final DataDirectory directory;
  private final Store store;
  private final BlockingQueue<Command> queue;
  private final Lane delivery = new Lane("delivery");
  private final Lane answers = new Lane("answers");
  private final ThreadPoolExecutor readers;
  private final ScheduledThreadPoolExecutor keeperThread;
  private final Watches watches;
  private final Keeper keeper;
  private final Writer writer;
  private final Thread writerThread;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedStorage(DataDirectory directory, Store store) {
    this.directory = directory;
    this.store = store;
    EmbeddedOptions options = store.options();
    queue = new ArrayBlockingQueue<>(options.writeQueue());
    readers =
        new ThreadPoolExecutor(
            READERS,
            READERS,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(READS_WAITING),
            task -> Lane.thread("reader", task));
    keeperThread = new ScheduledThreadPoolExecutor(1, task -> Lane.thread("keeper", task));
    watches = new Watches(store.index(), store.values(), readers, delivery);
    keeper = new Keeper(store, watches, this::submit);
    writer = new Writer(store, queue, watches, answers);
    writerThread = Lane.thread("writer", writer);
    writerThread.start();
    schedule(keeper::tick, options.compactionInterval().toMillis());
    schedule(this::expireLeases, options.leaseCheck().toMillis());
  }

  /**
   * Opens the store in a folder, making it (for its owner only) if it is missing.
   *
   * @throws StorageException with one clear line if the folder can't be used, is in use by another
   *     server ({@code UNAVAILABLE}), or holds damaged data ({@code CORRUPT})
   */
  public static EmbeddedStorage open(Path dir, EmbeddedOptions options) {
    return open(dir, options, LogFolder.Sync.SYSTEM);
  }

  /** As {@link #open(Path, EmbeddedOptions)}, with a sync that a test can hold up or fail. */
  static EmbeddedStorage open(Path dir, EmbeddedOptions options, LogFolder.Sync sync) {
    DataDirectory directory = DataDirectory.open(dir);
    try {
      return new EmbeddedStorage(directory, Store.open(directory.path(), options, sync));
    } catch (RuntimeException e) {
      try {
        directory.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  @Override
  public CompletionStage<Long> currentRevision() {
    return closed.get()
        ? CompletableFuture.failedFuture(Failures.closed())
        : CompletableFuture.completedFuture(store.index().revision());
  }

  @Override
  public CompletionStage<RangeResult> range(RangeRequest request) {
    Range range = new Range(store.index(), store.values(), request);
    return on(readers, range::read);
  }

  @Override
  public CompletionStage<TxnResult> txn(Txn txn) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(txn.key())) {
      throw new IllegalArgumentException("key has no UTF-8 form: " + txn.key());
    }
    CompletableFuture<TxnResult> done = new CompletableFuture<>();
    submit(new Command.Write(txn, done));
    return done;
  }

  @Override
  public WatchHandle watch(String prefix, long fromRevision, WatchListener listener) {
    if (fromRevision < 0) {
      throw new IllegalArgumentException("watch from revision " + fromRevision);
    }
    if (closed.get()) {
      listener.onError(Failures.closed());
      return () -> {};
    }
    return watches.open(prefix, fromRevision, listener);
  }

  @Override
  public CompletionStage<Void> compact(long revision) {
    if (revision < 0) {
      throw new IllegalArgumentException("compact to revision " + revision);
    }
    CompletionStage<Void> compacted =
        on(
            keeperThread,
            () -> {
              keeper.compact(revision);
              return null;
            });
    // Giving space back may take long and is not what the caller waits for.
    on(
        keeperThread,
        () -> {
          keeper.tidy();
          return null;
        });
    return compacted;
  }

  @Override
  public CompletionStage<Long> compactedRevision() {
    return closed.get()
        ? CompletableFuture.failedFuture(Failures.closed())
        : CompletableFuture.completedFuture(store.index().compacted());
  }

  @Override
  public CompletionStage<Long> grantLease(long ttlSeconds) {
    if (ttlSeconds < 1) {
      throw new IllegalArgumentException("lease of " + ttlSeconds + " s");
    }
    CompletableFuture<Long> done = new CompletableFuture<>();
    long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    submit(new Command.Grant(id, ttlSeconds, done));
    return done;
  }

  @Override
  public CompletionStage<Void> keepAlive(long lease) {
    if (closed.get()) {
      return CompletableFuture.failedFuture(Failures.closed());
    }
    return store.leases().renew(lease)
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(
            new StorageException(Code.LEASE_NOT_FOUND, "no lease " + lease));
  }

  @Override
  public CompletionStage<Void> revokeLease(long lease) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    submit(new Command.Revoke(lease, false, done));
    return done;
  }

  @Override
  public void requestProgress() {
    watches.requestProgress();
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.LOCAL;
  }

  @Override
  public String health() {
    return closed.get() ? "storage is closed" : writer.trouble();
  }

  /** Finishes what has been asked, ends all watches with {@code CLOSED} and frees the folder. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    keeper.stopSoon();
    keeperThread.shutdown();
    Lane.await(keeperThread, "the keeper");
    try {
      stopWriter();
    } finally {
      readers.shutdown();
      Lane.await(readers, "the readers");
      watches.close(Failures.closed());
      answers.close();
      release();
    }
  }

  private void stopWriter() {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    try {
      while (writerThread.isAlive()
          && !queue.offer(new Command.Stop(stopped), 100, TimeUnit.MILLISECONDS)) {
        continue;
      }
      writerThread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (stopped.isCompletedExceptionally()) {
      try {
        stopped.join();
      } catch (CompletionException e) {
        throw Failures.of(e);
      }
    }
  }

  private void release() {
    try {
      store.log().close();
      directory.close();
    } catch (IOException e) {
      throw new StorageException(Code.UNAVAILABLE, "storage could not be closed: " + e, e);
    }
  }

  private void submit(Command command) {
    StorageException broken = writer.broken();
    if (closed.get()) {
      command.done().completeExceptionally(Failures.closed());
    } else if (broken != null) {
      command.done().completeExceptionally(broken);
    } else if (!queue.offer(command)) {
      command.done().completeExceptionally(Failures.overloaded());
    } else if ((closed.get() || writer.broken() != null) && queue.remove(command)) {
      // It slipped in behind the writer's end.
      command.done().completeExceptionally(Failures.closed());
    }
  }

  private <T> CompletionStage<T> on(Executor thread, Supplier<@Nullable T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    try {
      thread.execute(
          () -> {
            try {
              done.complete(work.get());
            } catch (RuntimeException e) {
              done.completeExceptionally(Failures.of(e));
            }
          });
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(closed.get() ? Failures.closed() : Failures.overloaded());
    }
    return done;
  }

  private void schedule(Runnable task, long everyMillis) {
    if (everyMillis > 0) {
      keeperThread.scheduleWithFixedDelay(task, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }
  }

  private void expireLeases() {
    for (long lease : store.leases().expired()) {
      submit(new Command.Revoke(lease, true, new CompletableFuture<>()));
    }
  }
}

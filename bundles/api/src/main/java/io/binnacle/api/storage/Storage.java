package io.binnacle.api.storage;

import java.util.concurrent.CompletionStage;

/**
 * A revisioned key-value store: the one contract that every engine keeps, embedded or remote.
 *
 * <p>The store has one revision, a number that starts at 1 for an empty store and rises by exactly
 * one with each transaction that changes something. Every revision since the last compaction can be
 * read. Keys sort by their UTF-8 bytes. The model is etcd's (v3 API), cut down to what an API
 * server needs.
 *
 * <p>All methods may be called from any thread and none blocks for I/O; results arrive through the
 * returned stages, which complete on a thread of the engine's. A stage fails with a {@link
 * StorageException} and nothing else.
 */
public interface Storage {
  /**
   * The newest revision whose transaction is durable and visible to {@link #range}. A store shared
   * with other writers asks them, so that a read at this revision is linearizable.
   */
  CompletionStage<Long> currentRevision();

  /**
   * Reads keys in order, as of one revision.
   *
   * @return fails with {@link StorageException.Code#COMPACTED} when the revision is no longer kept
   *     and {@link StorageException.Code#FUTURE_REVISION} when it has not happened yet
   */
  CompletionStage<RangeResult> range(RangeRequest request);

  /**
   * Writes or deletes one key if it is as expected. The stage completes once the change is on disk;
   * changes of concurrent callers share one sync. A transaction whose condition does not hold
   * changes nothing and takes no revision.
   *
   * @return fails with {@link StorageException.Code#UNKNOWN_OUTCOME} where the engine can't tell
   *     whether the change was made; after any other failure it was not
   */
  CompletionStage<TxnResult> txn(Txn txn);

  /**
   * Delivers every change under {@code prefix} from {@code fromRevision} on (inclusive), in order,
   * each once. History and the live stream join without gap or repeat. What the engine can mend by
   * itself, such as a lost connection, does not end a watch.
   *
   * <p>Where the change at {@code fromRevision} needs the value before and compaction has taken it,
   * the watch may end with {@link StorageException.Code#COMPACTED}; a watch from beyond the
   * compacted revision does not.
   *
   * @param fromRevision the first revision wanted; a number above the current one waits for it
   * @return the handle that ends the watch
   */
  WatchHandle watch(String prefix, long fromRevision, WatchListener listener);

  /**
   * Forgets history: afterwards revisions below {@code revision} can't be read or watched from, the
   * state at {@code revision} can. Compacting again to the same or a lower revision does nothing.
   */
  CompletionStage<Void> compact(long revision);

  /** The lowest revision that can still be read; 0 or 1 when nothing has been forgotten yet. */
  CompletionStage<Long> compactedRevision();

  /**
   * Grants a lease. Keys written with it are deleted, visibly to watchers, when it runs out or is
   * revoked: in one transaction or in one each, as the engine likes. Leases outlive a restart.
   *
   * @param ttlSeconds time to live, at least 1
   * @return the lease's id, never 0
   */
  CompletionStage<Long> grantLease(long ttlSeconds);

  /** Starts the lease's time anew; fails with {@link StorageException.Code#LEASE_NOT_FOUND}. */
  CompletionStage<Void> keepAlive(long lease);

  /** Ends the lease and deletes its keys; a lease that is gone is no error. */
  CompletionStage<Void> revokeLease(long lease);

  /**
   * Asks that each open watch be told ({@link WatchListener#onProgress}) up to which revision it
   * has seen everything, even where none of its keys changed.
   */
  void requestProgress();

  /** What is to be written into values here; reading takes either form. */
  StoredForm storedForm();

  /** Whether other servers may read and write the same storage. */
  default boolean isShared() {
    return false;
  }

  /**
   * Whether the engine can serve reads and writes now; the text says what is wrong, empty if well.
   */
  String health();
}

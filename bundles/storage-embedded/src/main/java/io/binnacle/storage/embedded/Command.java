package io.binnacle.storage.embedded;

import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import java.util.concurrent.CompletableFuture;

/** What the writer is asked to do; the future completes once it is durable. */
sealed interface Command {
  CompletableFuture<?> done();

  /** A change on a condition. */
  record Write(Txn txn, CompletableFuture<TxnResult> done) implements Command {}

  /** A new lease. */
  record Grant(long lease, long ttlSeconds, CompletableFuture<Long> done) implements Command {}

  /** The end of a lease, or only of one whose time has run out. */
  record Revoke(long lease, boolean ifExpired, CompletableFuture<Void> done) implements Command {}

  /** A compaction's mark in the log. */
  record Compact(long revision, CompletableFuture<Void> done) implements Command {}

  /** Ends the current log file. */
  record Roll(CompletableFuture<Rolled> done) implements Command {}

  /** Ends the writer. */
  record Stop(CompletableFuture<Void> done) implements Command {}

  /**
   * What a roll left behind.
   *
   * @param snapshot the number that a snapshot may take
   * @param revision the newest revision in the files below that number
   */
  record Rolled(long snapshot, long revision) {}
}

package io.binnacle.storage.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.ResponseHeader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks etcd for its current revision: a linearizable read of a key that is not there. Callers share
 * reads: whoever asks while one is under way gets the answer of the next, since the one under way
 * may have been decided before. Thread-safe.
 */
final class Revisions {
  private final Calls calls;
  private final Patience patience;
  private final RangeRequest question;
  private final AtomicLong newest = new AtomicLong();
  private @Nullable CompletableFuture<Long> underWay;
  private @Nullable CompletableFuture<Long> next;

  Revisions(Calls calls, Patience patience, ByteString absentKey) {
    this.calls = calls;
    this.patience = patience;
    this.question = RangeRequest.newBuilder().setKey(absentKey).setCountOnly(true).build();
  }

  /** The newest revision that any answer has shown. */
  long newest() {
    return newest.get();
  }

  /** Learns from an answer's header. */
  void saw(ResponseHeader header) {
    long revision = header.getRevision();
    if (revision > newest.get()) {
      newest.accumulateAndGet(revision, Math::max);
    }
  }

  CompletionStage<Long> current() {
    CompletableFuture<Long> mine;
    synchronized (this) {
      if (underWay != null) {
        if (next == null) {
          next = new CompletableFuture<>();
        }
        return next;
      }
      mine = new CompletableFuture<>();
      underWay = mine;
    }
    ask(mine);
    return mine;
  }

  private void ask(CompletableFuture<Long> whom) {
    calls
        .call(Rpc.RANGE, question, patience)
        .whenComplete(
            (answer, failure) -> {
              CompletableFuture<Long> following;
              synchronized (this) {
                following = next;
                underWay = next;
                next = null;
              }
              if (following != null) {
                ask(following);
              }
              if (failure != null) {
                whom.completeExceptionally(Failures.of(failure));
              } else {
                saw(answer.getHeader());
                whom.complete(answer.getHeader().getRevision());
              }
            });
  }
}

package io.binnacle.storage.etcd;

import com.google.protobuf.ByteString;
import io.binnacle.api.storage.StorageException;
import io.etcd.jetcd.api.CompactionRequest;
import io.etcd.jetcd.api.Compare;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import io.etcd.jetcd.api.TxnResponse;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts on a schedule, as kube-apiserver does, so that servers of either kind on one etcd do it
 * once between them. They agree by the version of one key: whoever moves it from the version that
 * all saw an interval ago compacts to the revision that it noted then; the others learn the new
 * version and wait. So at least an interval of history is always kept. Lives on the call thread.
 */
final class Compactor {
  /** kube-apiserver's key, outside any prefix. */
  static final ByteString KEY = ByteString.copyFromUtf8("compact_rev_key");

  private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

  private final Calls calls;
  private final Patience patience;
  private final EventLoop loop;
  private final Duration interval;
  private long version;
  private long noted;
  private volatile boolean closed;

  Compactor(Calls calls, Patience patience, EventLoop loop, Duration interval) {
    this.calls = calls;
    this.patience = patience;
    this.loop = loop;
    this.interval = interval;
  }

  void start() {
    if (!interval.isZero()) {
      again();
    }
  }

  void close() {
    closed = true;
  }

  private void again() {
    if (closed) {
      return;
    }
    try {
      loop.schedule(this::turn, interval.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed");
    }
  }

  private void turn() {
    if (closed) {
      return;
    }
    TxnRequest claim =
        TxnRequest.newBuilder()
            .addCompare(
                Compare.newBuilder()
                    .setKey(KEY)
                    .setTarget(Compare.CompareTarget.VERSION)
                    .setResult(Compare.CompareResult.EQUAL)
                    .setVersion(version))
            .addSuccess(
                RequestOp.newBuilder()
                    .setRequestPut(
                        PutRequest.newBuilder()
                            .setKey(KEY)
                            .setValue(ByteString.copyFromUtf8(Long.toString(noted)))))
            .addFailure(
                RequestOp.newBuilder().setRequestRange(RangeRequest.newBuilder().setKey(KEY)))
            .build();
    // A claim sent twice fails the second time and teaches the version: safe to repeat.
    calls
        .call(Rpc.TXN, claim, patience)
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                LOG.warn("no compaction this time: {}", failure.getMessage());
              } else {
                decided(answer);
              }
              again();
            });
  }

  private void decided(TxnResponse answer) {
    long compactTo = noted;
    noted = answer.getHeader().getRevision();
    if (!answer.getSucceeded()) {
      var range = answer.getResponses(0).getResponseRange();
      version = range.getKvsCount() == 0 ? 0 : range.getKvs(0).getVersion();
      return;
    }
    version++;
    if (compactTo == 0) {
      return;
    }
    calls
        .call(Rpc.COMPACT, CompactionRequest.newBuilder().setRevision(compactTo).build(), patience)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                LOG.debug("compacted to {}", compactTo);
              } else if (Failures.of(failure).code() != StorageException.Code.COMPACTED) {
                LOG.warn("compaction to {} failed: {}", compactTo, failure.getMessage());
              }
            });
  }
}

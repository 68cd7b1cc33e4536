package io.binnacle.storage.etcd;

import com.google.protobuf.ByteString;
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
import io.etcd.jetcd.api.CompactionRequest;
import io.etcd.jetcd.api.LeaseGrantRequest;
import io.etcd.jetcd.api.LeaseKeepAliveRequest;
import io.etcd.jetcd.api.LeaseRevokeRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The storage contract over an etcd cluster. Reads are linearizable. Nothing is connected until the
 * first call; a cluster that can't be reached shows in {@link #health} and in failing calls, not
 * here.
 */
final class EtcdStorage implements Storage, AutoCloseable {
  private final EtcdOptions options;
  private final EventLoops loops = new EventLoops();
  private final Endpoints endpoints;
  private final Calls calls;
  private final Messages messages;
  private final Revisions revisions;
  private final Watches watches;
  private final Health health;
  private final Compactor compactor;
  private final Patience once;
  private final Patience repeatable;
  private final Patience reading;

  private EtcdStorage(EtcdOptions options) {
    this.options = options;
    endpoints = new Endpoints(options, loops);
    calls = new Calls(endpoints, loops.calls());
    messages = new Messages(options.keys());
    once = Patience.once(options.patience());
    repeatable = Patience.repeatable(options.patience());
    reading = Patience.reading(options.patience());
    revisions =
        new Revisions(calls, Patience.probing(options.patience()), absentKey(options.keys()));
    watches = new Watches(loops.watches(), endpoints, messages, revisions);
    health = new Health(endpoints, revisions, watches);
    compactor = new Compactor(calls, repeatable, loops.calls(), options.compactionInterval());
  }

  /** The name of the root, under which keys lie, is itself no key. */
  private static ByteString absentKey(KeySpace keys) {
    return ByteString.copyFromUtf8(keys.etcdRoot() + "/");
  }

  /**
   * @throws IllegalArgumentException where certificates can't be used
   */
  static EtcdStorage open(EtcdOptions options) {
    EtcdStorage storage = new EtcdStorage(options);
    storage.compactor.start();
    return storage;
  }

  /** The options it was opened with. */
  EtcdOptions options() {
    return options;
  }

  /** Ends all watches with {@code CLOSED} and all calls; connections are closed. */
  @Override
  public void close() {
    compactor.close();
    calls.close();
    watches.close(
        () -> {
          endpoints.close();
          loops.close();
        });
  }

  @Override
  public CompletionStage<Long> currentRevision() {
    return revisions.current();
  }

  @Override
  public CompletionStage<RangeResult> range(RangeRequest request) {
    return mapped(
        calls.call(Rpc.RANGE, messages.range(request), reading),
        answer -> {
          revisions.saw(answer.getHeader());
          return messages.result(request, answer);
        });
  }

  @Override
  public CompletionStage<TxnResult> txn(Txn txn) {
    return mapped(
        calls.call(Rpc.TXN, messages.txn(txn), once),
        answer -> {
          revisions.saw(answer.getHeader());
          return messages.result(txn, answer);
        });
  }

  @Override
  public WatchHandle watch(String prefix, long fromRevision, WatchListener listener) {
    return watches.watch(prefix, fromRevision, listener);
  }

  @Override
  public CompletionStage<Void> compact(long revision) {
    if (revision <= 0) {
      return CompletableFuture.completedFuture(null);
    }
    return calls
        .call(Rpc.COMPACT, CompactionRequest.newBuilder().setRevision(revision).build(), repeatable)
        .handle(
            (answer, failure) -> {
              StorageException why = failure == null ? null : Failures.of(failure);
              if (why != null && why.code() != Code.COMPACTED) {
                throw why;
              }
              if (why == null) {
                watches.compacted(revision);
              }
              return null;
            });
  }

  @Override
  public CompletionStage<Long> compactedRevision() {
    return new CompactedRevision(endpoints, calls, repeatable).find();
  }

  @Override
  public CompletionStage<Long> grantLease(long ttlSeconds) {
    return mapped(
        calls.call(
            Rpc.LEASE_GRANT, LeaseGrantRequest.newBuilder().setTTL(ttlSeconds).build(), repeatable),
        answer -> answer.getID());
  }

  @Override
  public CompletionStage<Void> keepAlive(long lease) {
    return mapped(
        calls.call(
            Rpc.LEASE_KEEP_ALIVE,
            LeaseKeepAliveRequest.newBuilder().setID(lease).build(),
            repeatable),
        answer -> {
          if (answer.getTTL() <= 0) {
            throw new StorageException(Code.LEASE_NOT_FOUND, "no lease " + lease);
          }
          return null;
        });
  }

  @Override
  public CompletionStage<Void> revokeLease(long lease) {
    return calls
        .call(Rpc.LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(lease).build(), repeatable)
        .handle(
            (answer, failure) -> {
              StorageException why = failure == null ? null : Failures.of(failure);
              if (why != null && why.code() != Code.LEASE_NOT_FOUND) {
                throw why;
              }
              return null;
            });
  }

  @Override
  public void requestProgress() {
    watches.requestProgress();
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.KUBERNETES;
  }

  @Override
  public String health() {
    return health.text();
  }

  /** A stage with the answer's meaning, that fails with StorageExceptions only. */
  private static <R, T> CompletionStage<T> mapped(
      CompletableFuture<R> answer, Function<R, T> meaning) {
    CompletableFuture<T> result = new CompletableFuture<>();
    answer.whenComplete(
        (message, failure) -> {
          if (failure != null) {
            result.completeExceptionally(Failures.of(failure));
            return;
          }
          T value;
          try {
            value = meaning.apply(message);
          } catch (RuntimeException e) {
            result.completeExceptionally(
                e instanceof StorageException
                    ? e
                    : new StorageException(Code.CORRUPT, "an answer makes no sense: " + e, e));
            return;
          }
          result.complete(value);
        });
    return result;
  }
}

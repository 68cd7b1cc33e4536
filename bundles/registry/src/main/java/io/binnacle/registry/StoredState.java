package io.binnacle.registry;

import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Storage as the registry's steps use it: one key at a time, waited for, failures as a Status. */
final class StoredState {
  private static final long WAIT_SECONDS = 30;

  private final Storage storage;
  private final Leases leases;
  private final Deadlines deadlines = new Deadlines(WAIT_SECONDS, StoredState::late);

  StoredState(Storage storage) {
    this.storage = storage;
    this.leases = new Leases(storage, System::nanoTime);
  }

  @Nullable KeyValue read(String key) {
    List<KeyValue> found = await(storage.range(RangeRequest.key(key))).items();
    return found.isEmpty() ? null : found.get(0);
  }

  /**
   * A lease by which an object lives that is written now.
   *
   * @param ttlSeconds how long, 0 for ever
   * @return the lease, 0 for none
   */
  long lease(long ttlSeconds) {
    return ttlSeconds == 0 ? 0 : await(leases.lease(ttlSeconds));
  }

  TxnResult write(Txn txn) {
    return await(storage.txn(txn));
  }

  /**
   * As {@link #write}, without waiting.
   *
   * @return fails with a {@link StatusException}; completes on the engine's thread
   */
  CompletionStage<TxnResult> writeLater(Txn txn) {
    CompletableFuture<TxnResult> written = new CompletableFuture<>();
    Deadlines.Pending waiting = deadlines.watch(written);
    storage
        .txn(txn)
        .whenComplete(
            (result, failure) -> {
              deadlines.met(waiting);
              if (failure == null) {
                written.complete(result);
              } else {
                written.completeExceptionally(
                    translate(
                        failure instanceof CompletionException ? failure.getCause() : failure));
              }
            });
    return written;
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StatusException.serviceUnavailable("the server is stopping");
    } catch (TimeoutException e) {
      throw late();
    } catch (ExecutionException e) {
      throw translate(e.getCause());
    }
  }

  private static StatusException late() {
    return StatusException.timeout("storage did not answer in time", 1);
  }

  private static StatusException translate(@Nullable Throwable failure) {
    return failure instanceof StorageException known
        ? translate(known)
        : StatusException.internalError(String.valueOf(failure));
  }

  private static StatusException translate(StorageException failure) {
    return switch (failure.code()) {
      case UNAVAILABLE, CLOSED -> StatusException.serviceUnavailable(failure.getMessage());
      // The original passes etcd's error on as it is.
      case TOO_LARGE -> StatusException.unreasoned("etcdserver: request is too large");
      case UNKNOWN_OUTCOME -> StatusException.timeout(failure.getMessage(), 0);
      default -> StatusException.internalError(failure.getMessage());
    };
  }
}

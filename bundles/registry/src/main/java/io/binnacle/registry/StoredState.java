package io.binnacle.registry;

import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Storage as the registry's steps use it: one key at a time, waited for, failures as a Status. */
final class StoredState {
  private static final long WAIT_SECONDS = 30;

  private final Storage storage;

  StoredState(Storage storage) {
    this.storage = storage;
  }

  @Nullable KeyValue read(String key) {
    List<KeyValue> found = await(storage.range(RangeRequest.key(key))).items();
    return found.isEmpty() ? null : found.get(0);
  }

  TxnResult write(Txn txn) {
    return await(storage.txn(txn));
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StatusException.serviceUnavailable("the server is stopping");
    } catch (TimeoutException e) {
      throw StatusException.timeout("storage did not answer in time", 1);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StorageException failure) {
        throw translate(failure);
      }
      throw StatusException.internalError(String.valueOf(e.getCause()));
    }
  }

  private static StatusException translate(StorageException failure) {
    return switch (failure.code()) {
      case UNAVAILABLE, CLOSED -> StatusException.serviceUnavailable(failure.getMessage());
      default -> StatusException.internalError(failure.getMessage());
    };
  }
}

package io.binnacle.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.StorageException.Code;
import io.binnacle.api.storage.Txn;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredStateTest {
  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_OUTCOME, 504, broken",
    "TOO_LARGE, 500, etcdserver: request is too large",
    "UNAVAILABLE, 503, broken",
    "CORRUPT, 500, Internal error occurred: broken"
  })
  void aFailureOfTheEngineIsToldAsAStatus(Code failure, int code, String message) {
    Storage failing =
        (Storage)
            Proxy.newProxyInstance(
                StoredStateTest.class.getClassLoader(),
                new Class<?>[] {Storage.class},
                (proxy, method, arguments) ->
                    CompletableFuture.failedFuture(new StorageException(failure, "broken")));
    StoredState state = new StoredState(failing);
    StatusException e =
        assertThrows(StatusException.class, () -> state.write(Txn.create("/a", new byte[] {1}, 0)));
    assertEquals(code, e.code());
    assertEquals(message, e.getMessage());
  }
}

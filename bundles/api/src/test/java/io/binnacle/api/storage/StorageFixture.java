package io.binnacle.api.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contract's tests share: an engine to test and short forms of its calls. */
abstract class StorageFixture {
  protected static final long SECONDS = 20;

  protected Storage storage;

  /** Opens a store without any data. */
  protected abstract Storage openEmpty() throws Exception;

  /** Closes the store in order and opens the same data again. */
  protected abstract Storage reopen(Storage open) throws Exception;

  /** Closes the store. */
  protected abstract void close(Storage open) throws Exception;

  /** Lets time pass for the engine's leases. */
  protected void passTime(Duration time) throws Exception {
    Thread.sleep(time.toMillis());
  }

  @BeforeEach
  final void openStorage() throws Exception {
    storage = openEmpty();
  }

  @AfterEach
  final void closeStorage() throws Exception {
    if (storage != null) {
      close(storage);
    }
  }

  protected final void reopen() throws Exception {
    storage = reopen(storage);
  }

  protected static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no answer: " + e, e);
    }
  }

  protected static void assertFails(StorageException.Code code, CompletionStage<?> stage) {
    CompletionException thrown = assertThrows(CompletionException.class, () -> await(stage));
    assertEquals(code, assertInstanceOf(StorageException.class, thrown.getCause()).code());
  }

  protected final long revision() {
    return await(storage.currentRevision());
  }

  protected final TxnResult create(String key, String value) {
    return await(storage.txn(Txn.create(key, bytes(value), 0)));
  }

  protected final TxnResult put(String key, String value) {
    return await(storage.txn(new Txn(key, Txn.ANY, bytes(value), 0)));
  }

  protected final TxnResult delete(String key) {
    return await(storage.txn(Txn.delete(key, Txn.ANY)));
  }

  protected final RangeResult range(RangeRequest request) {
    return await(storage.range(request));
  }

  /** The value of a key at a revision (0: newest), or null. */
  protected final String valueAt(String key, long revision) {
    RangeResult result = range(new RangeRequest(key, "", revision, 0));
    return result.items().isEmpty() ? null : text(result.items().get(0));
  }

  protected static List<String> keys(RangeResult result) {
    return result.items().stream().map(KeyValue::key).toList();
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  protected static String text(KeyValue item) {
    return new String(item.value(), StandardCharsets.UTF_8);
  }
}

package io.binnacle.storage.etcd;

import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Short forms for tests: engines on a cluster, and their answers. */
final class Engines {
  private static final long SECONDS = 60;

  private Engines() {}

  static EtcdStorage open(List<String> urls) {
    return open(urls, EtcdOptions.PATIENCE, Duration.ZERO);
  }

  static EtcdStorage open(List<String> urls, Duration patience, Duration compactionInterval) {
    return EtcdStorage.open(
        new EtcdOptions(
            EtcdOptions.servers(urls),
            KeySpace.ofPrefix("/registry"),
            TlsFiles.NONE,
            compactionInterval,
            patience));
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw Failures.of(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no answer: " + e, e);
    }
  }

  static StorageException failure(CompletionStage<?> stage) {
    try {
      Object answer = await(stage);
      throw new AssertionError("answered " + answer);
    } catch (StorageException e) {
      return e;
    }
  }

  static TxnResult put(EtcdStorage storage, String key, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return await(storage.txn(new Txn(key, Txn.ANY, bytes, 0)));
  }

  static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain until " + what);
      }
      pause(Duration.ofMillis(20));
    }
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

package io.binnacle.storage.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.Txn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Short forms of what the engine's tests do to a store and its files. */
final class StoreSteps {
  /** Nothing happens by itself. */
  static final EmbeddedOptions QUIET =
      EmbeddedOptions.defaults()
          .withCompactionInterval(Duration.ZERO)
          .withLeaseClock(System::nanoTime, Duration.ZERO);

  private StoreSteps() {}

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  static long put(EmbeddedStorage storage, String key, String value) {
    return await(storage.txn(new Txn(key, Txn.ANY, value.getBytes(StandardCharsets.UTF_8), 0)))
        .revision();
  }

  /** All keys and values at a revision (0: newest). */
  static Map<String, String> all(EmbeddedStorage storage, long revision) {
    Map<String, String> all = new TreeMap<>();
    for (KeyValue item : await(storage.range(RangeRequest.prefix("/", revision, 0))).items()) {
      all.put(item.key(), new String(item.value(), StandardCharsets.UTF_8));
    }
    return all;
  }

  static long revision(EmbeddedStorage storage) {
    return await(storage.currentRevision());
  }

  /** Copies the files of a store, open or not, as a crash would leave them. */
  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : files(from, "")) {
      Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
    }
  }

  static List<Path> files(Path dir, String suffix) throws IOException {
    try (var files = Files.list(dir)) {
      return files
          .filter(f -> !f.endsWith("LOCK") && f.toString().endsWith(suffix))
          .sorted()
          .toList();
    }
  }

  static long bytes(Path dir) throws IOException {
    long bytes = 0;
    for (Path file : files(dir, "")) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** Opening must fail with this code and one line that holds the text. */
  static void assertRefused(Path dir, StorageException.Code code, String text) {
    StorageException thrown =
        assertThrows(
            StorageException.class, () -> EmbeddedStorage.open(dir, QUIET).close(), dir::toString);
    assertEquals(code, thrown.code());
    assertTrue(thrown.getMessage().contains(text), thrown.getMessage());
    assertTrue(thrown.getMessage().lines().count() == 1, thrown.getMessage());
  }
}

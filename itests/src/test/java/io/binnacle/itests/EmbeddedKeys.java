package io.binnacle.itests;

import io.binnacle.api.storage.RangeRequest;
import io.binnacle.storage.embedded.EmbeddedOptions;
import io.binnacle.storage.embedded.EmbeddedStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Reads the data directory of a server that is not running. */
final class EmbeddedKeys {
  private EmbeddedKeys() {}

  /** All keys at a revision, each with the revision at which it was last changed. */
  static Map<String, Long> modRevisions(Path folder, long revision) {
    EmbeddedOptions options = EmbeddedOptions.defaults().withCompactionInterval(Duration.ZERO);
    try (EmbeddedStorage storage = EmbeddedStorage.open(folder, options)) {
      Map<String, Long> keys = new TreeMap<>();
      storage
          .range(RangeRequest.prefix("/registry/", revision, 0))
          .toCompletableFuture()
          .join()
          .items()
          .forEach(item -> keys.put(item.key(), item.modRevision()));
      return keys;
    }
  }
}

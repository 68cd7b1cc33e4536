package io.binnacle.storage.embedded.index;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The version that each revision made, by revision. The writer adds; others may look up revisions
 * that the index has published.
 */
final class History {
  private static final int CHUNK_BITS = 10;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private final Map<Long, @Nullable Version[]> chunks = new ConcurrentHashMap<>();

  void add(Version version) {
    long revision = version.revision();
    chunks
            .computeIfAbsent(revision >> CHUNK_BITS, c -> new Version[CHUNK])[
            (int) (revision & (CHUNK - 1))] =
        version;
  }

  @Nullable Version get(long revision) {
    Version[] chunk = chunks.get(revision >> CHUNK_BITS);
    return chunk == null ? null : chunk[(int) (revision & (CHUNK - 1))];
  }

  void dropBelow(long revision) {
    chunks.keySet().removeIf(chunk -> chunk < revision >> CHUNK_BITS);
  }
}

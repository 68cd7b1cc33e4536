package io.binnacle.api.storage;

import java.util.Objects;

/**
 * A key with its value as of a revision.
 *
 * <p>The value array is shared, not copied: whoever receives it must not change it.
 *
 * @param key the key; in binary order it decides the order of ranges
 * @param value the stored bytes; empty in the {@code previous} of nothing
 * @param createRevision the revision of the transaction that made the key
 * @param modRevision the revision of the transaction that last wrote it
 * @param lease the lease that the key lives by, 0 for none
 */
public record KeyValue(
    String key, byte[] value, long createRevision, long modRevision, long lease) {
  public KeyValue {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    if (createRevision < 1 || modRevision < createRevision) {
      throw new IllegalArgumentException(
          "revisions of " + key + ": created " + createRevision + ", modified " + modRevision);
    }
  }
}

package io.binnacle.api.storage;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of one key on a condition.
 *
 * @param key the key
 * @param expectedModRevision the {@code modRevision} the key must have now; {@link #ABSENT}: it
 *     must not exist; {@link #ANY}: no condition
 * @param value the new value, or null to delete the key
 * @param lease the lease to bind the key to, 0 for none
 */
public record Txn(String key, long expectedModRevision, byte @Nullable [] value, long lease) {
  /** The condition that the key does not exist. */
  public static final long ABSENT = 0;

  /** No condition. */
  public static final long ANY = -1;

  public Txn {
    Objects.requireNonNull(key, "key");
    if (key.isEmpty() || expectedModRevision < ANY || lease < 0) {
      throw new IllegalArgumentException(
          "txn on '" + key + "' expecting " + expectedModRevision + " with lease " + lease);
    }
  }

  public static Txn create(String key, byte[] value, long lease) {
    return new Txn(key, ABSENT, value, lease);
  }

  public static Txn update(String key, long expectedModRevision, byte[] value, long lease) {
    return new Txn(key, expectedModRevision, value, lease);
  }

  public static Txn delete(String key, long expectedModRevision) {
    return new Txn(key, expectedModRevision, null, 0);
  }
}

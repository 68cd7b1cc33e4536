package io.binnacle.api.storage;

import java.util.Objects;

/**
 * A read of the keys in {@code [start, end)} in order.
 *
 * @param start first key, inclusive
 * @param end first key not wanted; empty means: only {@code start} itself
 * @param revision the revision to read at, 0 for the newest
 * @param limit most keys to return, 0 for all
 */
public record RangeRequest(String start, String end, long revision, int limit) {
  public RangeRequest {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    if (revision < 0 || limit < 0) {
      throw new IllegalArgumentException("revision " + revision + ", limit " + limit);
    }
  }

  /** One key at the newest revision. */
  public static RangeRequest key(String key) {
    return new RangeRequest(key, "", 0, 0);
  }

  /**
   * All keys that begin with {@code prefix}, at {@code revision} (0: newest), at most {@code limit}
   * (0: all).
   */
  public static RangeRequest prefix(String prefix, long revision, int limit) {
    return new RangeRequest(prefix, prefixEnd(prefix), revision, limit);
  }

  /** The same request going on after {@code lastKey}, for the next page at the same revision. */
  public RangeRequest after(String lastKey, long atRevision) {
    return new RangeRequest(lastKey + '\0', end, atRevision, limit);
  }

  /** The first key that sorts behind all keys with this prefix. */
  public static String prefixEnd(String prefix) {
    if (prefix.isEmpty()) {
      return "\uFFFF";
    }
    int last = prefix.length() - 1;
    return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
  }
}

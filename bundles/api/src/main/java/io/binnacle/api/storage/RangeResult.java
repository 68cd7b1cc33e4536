package io.binnacle.api.storage;

import java.util.List;

/**
 * What a range read found.
 *
 * @param revision the revision that was read: the one asked for, or the newest
 * @param items the keys in order
 * @param more whether keys beyond the limit remain
 * @param count how many keys the range holds in all, whatever the limit
 */
public record RangeResult(long revision, List<KeyValue> items, boolean more, long count) {
  public RangeResult {
    items = List.copyOf(items);
  }
}

package io.binnacle.api.storage;

import org.jspecify.annotations.Nullable;

/**
 * One change of one key.
 *
 * @param key the key
 * @param revision the revision of the change
 * @param current the key as written, null if the change deleted it
 * @param previous the key as it was before, null if the change created it
 */
public record WatchEvent(
    String key, long revision, @Nullable KeyValue current, @Nullable KeyValue previous) {
  public boolean isDelete() {
    return current == null;
  }

  public boolean isCreate() {
    return previous == null;
  }
}

package io.binnacle.cacher;

import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchCacheEvent.Type;
import io.binnacle.api.translate.LocalObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change as the watch cache keeps it: the object before and after. What watchers get is made
 * from it once per event type and shared, encodings included.
 */
final class ChangeEvent {
  private final long revision;
  private final @Nullable LocalObject previous;
  private final @Nullable LocalObject current;
  private volatile @Nullable WatchCacheEvent added;
  private volatile @Nullable WatchCacheEvent modified;
  private volatile @Nullable WatchCacheEvent deleted;

  ChangeEvent(long revision, @Nullable LocalObject previous, @Nullable LocalObject current) {
    if (previous == null && current == null) {
      throw new IllegalArgumentException("a change of nothing at revision " + revision);
    }
    this.revision = revision;
    this.previous = previous;
    this.current = current;
  }

  long revision() {
    return revision;
  }

  @Nullable LocalObject previous() {
    return previous;
  }

  @Nullable LocalObject current() {
    return current;
  }

  private LocalObject either() {
    return Objects.requireNonNull(current != null ? current : previous);
  }

  String key() {
    return either().key();
  }

  String namespace() {
    return either().namespace();
  }

  /** The bytes that nothing but this keeps in memory. */
  int supersededBytes() {
    return previous == null ? 0 : previous.json().length;
  }

  /**
   * The event for a watcher that sees only what the filter passes: an object that begins to match
   * is ADDED, one that no longer matches is DELETED, whatever happened to it. Null: nothing to
   * tell.
   */
  @Nullable WatchCacheEvent forWatcher(WatchFilter filter) {
    boolean before = previous != null && filter.passes(previous);
    boolean after = current != null && filter.passes(current);
    if (after) {
      return before ? modified() : added();
    }
    return before ? deleted() : null;
  }

  /** Lets go of what was made for watchers, with all encodings; it is made anew if asked for. */
  void forgetEvents() {
    added = null;
    modified = null;
    deleted = null;
  }

  private WatchCacheEvent added() {
    WatchCacheEvent event = added;
    if (event == null) {
      event = WatchCacheEvent.change(Type.ADDED, Objects.requireNonNull(current));
      added = event;
    }
    return event;
  }

  private WatchCacheEvent modified() {
    WatchCacheEvent event = modified;
    if (event == null) {
      event = WatchCacheEvent.change(Type.MODIFIED, Objects.requireNonNull(current));
      modified = event;
    }
    return event;
  }

  /** Carries the object as it was last seen, with the revision of the change that took it away. */
  private WatchCacheEvent deleted() {
    WatchCacheEvent event = deleted;
    if (event == null) {
      LocalObject last = Objects.requireNonNull(previous).withRevision(revision);
      event = WatchCacheEvent.change(Type.DELETED, last);
      deleted = event;
    }
    return event;
  }
}

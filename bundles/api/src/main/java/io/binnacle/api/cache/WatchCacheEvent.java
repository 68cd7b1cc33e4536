package io.binnacle.api.cache;

import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An event as one or many watchers get it. Immutable but for the encodings, which are made once
 * each and shared by all watchers that want the same.
 */
public final class WatchCacheEvent {
  /** The API's event types. */
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED,
    BOOKMARK,
    ERROR
  }

  private record Encoding(String form, byte[] bytes, @Nullable Encoding next) {}

  private final Type type;
  private final long revision;
  private final @Nullable LocalObject object;
  private final @Nullable StatusException error;
  private final boolean endOfInitialEvents;
  private volatile @Nullable Encoding encodings;

  private WatchCacheEvent(
      Type type,
      long revision,
      @Nullable LocalObject object,
      @Nullable StatusException error,
      boolean endOfInitialEvents) {
    this.type = type;
    this.revision = revision;
    this.object = object;
    this.error = error;
    this.endOfInitialEvents = endOfInitialEvents;
  }

  /** ADDED, MODIFIED or DELETED; the object carries the revision of the change. */
  public static WatchCacheEvent change(Type type, LocalObject object) {
    return new WatchCacheEvent(type, object.revision(), object, null, false);
  }

  /** BOOKMARK: everything up to the revision has been sent. */
  public static WatchCacheEvent bookmark(long revision, boolean endOfInitialEvents) {
    return new WatchCacheEvent(Type.BOOKMARK, revision, null, null, endOfInitialEvents);
  }

  /** ERROR: the watch ends with this. */
  public static WatchCacheEvent error(StatusException error) {
    return new WatchCacheEvent(Type.ERROR, 0, null, error, false);
  }

  public Type type() {
    return type;
  }

  public long revision() {
    return revision;
  }

  /** The object, null for bookmarks and errors. */
  public @Nullable LocalObject object() {
    return object;
  }

  /** The failure, null unless the type is ERROR. */
  public @Nullable StatusException error() {
    return error;
  }

  /** Whether this bookmark closes the initial events (KEP-3157). */
  public boolean isEndOfInitialEvents() {
    return endOfInitialEvents;
  }

  /**
   * The event's bytes in some form, made once on first demand. Whoever else wants them meanwhile
   * waits for them instead of making them again.
   *
   * @param form names API version and media type
   * @param encoder makes the bytes
   */
  public byte[] encoded(String form, Function<WatchCacheEvent, byte[]> encoder) {
    byte[] known = find(form);
    if (known == null) {
      synchronized (this) {
        known = find(form);
        if (known == null) {
          known = encoder.apply(this);
          encodings = new Encoding(form, known, encodings);
        }
      }
    }
    return known;
  }

  private byte @Nullable [] find(String form) {
    for (Encoding e = encodings; e != null; e = e.next()) {
      if (e.form().equals(form)) {
        return e.bytes();
      }
    }
    return null;
  }
}

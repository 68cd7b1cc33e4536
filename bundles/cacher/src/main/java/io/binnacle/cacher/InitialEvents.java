package io.binnacle.cacher;

import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.translate.LocalObject;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What a watch begins with. The events are made while they are read, on the reader's thread. */
final class InitialEvents {
  private InitialEvents() {}

  /** The changes since a revision, as far as the filter wants them. */
  static Iterator<WatchCacheEvent> replay(List<ChangeEvent> changes, WatchFilter filter) {
    Iterator<ChangeEvent> all = changes.iterator();
    return new Iterator<>() {
      private @Nullable WatchCacheEvent next;

      @Override
      public boolean hasNext() {
        while (next == null && all.hasNext()) {
          next = all.next().forWatcher(filter);
        }
        return next != null;
      }

      @Override
      public WatchCacheEvent next() {
        WatchCacheEvent event = hasNext() ? next : null;
        next = null;
        if (event == null) {
          throw new NoSuchElementException();
        }
        return event;
      }
    };
  }

  /**
   * The objects of a snapshot as ADDED events.
   *
   * @param closed whether the bookmark that KEP-3157 defines comes behind them
   */
  static Iterator<WatchCacheEvent> stateOf(
      StoreSnapshot state, WatchFilter filter, boolean closed) {
    Iterator<LocalObject> objects =
        state.select(filter.namespace(), "", filter.labels(), filter.fields()).iterator();
    return new Iterator<>() {
      private boolean bookmark = closed;

      @Override
      public boolean hasNext() {
        return objects.hasNext() || bookmark;
      }

      @Override
      public WatchCacheEvent next() {
        if (objects.hasNext()) {
          return WatchCacheEvent.change(WatchCacheEvent.Type.ADDED, objects.next());
        }
        if (!bookmark) {
          throw new NoSuchElementException();
        }
        bookmark = false;
        return WatchCacheEvent.bookmark(state.revision(), true);
      }
    };
  }
}

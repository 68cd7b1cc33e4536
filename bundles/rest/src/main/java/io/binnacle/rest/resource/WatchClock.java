package io.binnacle.rest.resource;

import java.util.concurrent.TimeUnit;

/**
 * When a watch ends and when its client is due a bookmark, in the nanoseconds of {@link
 * System#nanoTime}. Used by one thread at a time.
 */
final class WatchClock {
  /** What it is time for. */
  enum Due {
    NOTHING,
    BOOKMARK,
    END
  }

  /** How long before its end a watch gets a last bookmark, so that the next one begins there. */
  private static final long LAST_BOOKMARK = TimeUnit.SECONDS.toNanos(2);

  private final long deadline;
  private final long bookmarkEvery;
  private long nextBookmark;

  /**
   * @param deadline when it ends
   * @param bookmarkEvery nanoseconds between bookmarks, 0 for none
   */
  WatchClock(long deadline, long bookmarkEvery) {
    this.deadline = deadline;
    this.bookmarkEvery = bookmarkEvery;
    this.nextBookmark = bookmarkAfter(System.nanoTime());
  }

  Due at(long now) {
    if (now - deadline >= 0) {
      return Due.END;
    }
    if (bookmarkEvery > 0 && now - nextBookmark >= 0) {
      nextBookmark = bookmarkAfter(now);
      return Due.BOOKMARK;
    }
    return Due.NOTHING;
  }

  private long bookmarkAfter(long now) {
    long last = deadline - LAST_BOOKMARK;
    return now - last < 0 && last - now < bookmarkEvery ? last : now + bookmarkEvery;
  }
}

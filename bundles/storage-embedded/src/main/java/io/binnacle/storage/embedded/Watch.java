package io.binnacle.storage.embedded;

import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.WatchEvent;
import io.binnacle.api.storage.WatchListener;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open watch. It is first with a reader thread, which brings it up to date, then with the
 * delivery thread; a hand-over lies between, so no two threads use it at a time. What any thread
 * may call says so.
 */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private static final long NO_PROGRESS = Long.MAX_VALUE;

  private final String prefix;
  private final WatchListener listener;
  private final AtomicLong wanted = new AtomicLong();
  private volatile long next;
  private volatile boolean live;
  private volatile boolean ended;
  private volatile long progressWanted = NO_PROGRESS;

  Watch(String prefix, long from, WatchListener listener) {
    this.prefix = prefix;
    this.next = from;
    this.listener = listener;
  }

  /** The first revision that has not been delivered. */
  long next() {
    return next;
  }

  boolean wants(String key) {
    return key.startsWith(prefix);
  }

  boolean isEnded() {
    return ended;
  }

  /** Nothing more will be delivered, apart from a call that is under way. Any thread. */
  void end() {
    ended = true;
  }

  /** The watch is up to date and gets every change from now on. */
  void live() {
    live = true;
  }

  /** What was or may have been committed up to {@code revision} is to be delivered. Any thread. */
  void expect(long revision) {
    wanted.accumulateAndGet(revision, Math::max);
  }

  /** Whether a group that begins with {@code revision} may hold something for it. */
  boolean expects(long revision) {
    return wanted.get() >= revision;
  }

  /**
   * Whether the listener has had all that was to be expected when this was called. Any thread.
   * "Ended" is asked last: what was not ended then had been told of every commit before.
   */
  boolean hasAll() {
    return live && next > wanted.get() && !ended;
  }

  /** Progress shall be told once everything up to {@code revision} is delivered. Any thread. */
  void wantProgress(long revision) {
    progressWanted = revision;
  }

  /** Delivers events, which complete all revisions up to {@code through}. */
  void deliver(List<WatchEvent> events, long through) {
    if (!events.isEmpty() && !ended) {
      call(() -> listener.onEvents(events));
    }
    // Only now, as readers take it for word that the listener has had them.
    next = Math.max(next, through + 1);
  }

  /** Tells that the watch has come to {@code revision}, if that was asked for. */
  void reportProgress(long revision) {
    if (revision >= progressWanted && !ended) {
      progressWanted = NO_PROGRESS;
      call(() -> listener.onProgress(revision));
    }
  }

  /** Ends the watch with an error. */
  void fail(StorageException error) {
    if (!ended) {
      ended = true;
      call(() -> listener.onError(error));
    }
  }

  private void call(Runnable delivery) {
    try {
      delivery.run();
    } catch (RuntimeException e) {
      // A listener that throws has lost events; it must not take other watches with it.
      LOG.error("the listener of the watch on {} failed, the watch ends", prefix, e);
      fail(
          new StorageException(
              StorageException.Code.UNAVAILABLE, "the watch's listener failed: " + e, e));
    }
  }
}

package io.binnacle.storage.etcd;

import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.WatchEvent;
import io.binnacle.api.storage.WatchHandle;
import io.binnacle.api.storage.WatchListener;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One watch of a caller and what it has been given so far. All but {@link #close} happens on the
 * watch thread.
 */
final class Watch implements WatchHandle {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final String prefix;
  private final WatchListener listener;
  private final Watches owner;
  private final List<WatchEvent> pending = new ArrayList<>();
  private volatile boolean ended;
  private long next;
  private boolean progressDue;

  Watch(String prefix, long fromRevision, WatchListener listener, Watches owner) {
    this.prefix = prefix;
    this.next = Math.max(1, fromRevision);
    this.listener = listener;
    this.owner = owner;
  }

  String prefix() {
    return prefix;
  }

  /** The first revision whose changes it has not been given. */
  long next() {
    return next;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Takes a change if it is wanted; {@link #flush} hands on what was taken. */
  void offer(SeenEvent seen) {
    if (ended || seen.event().revision() < next || !seen.event().key().startsWith(prefix)) {
      return;
    }
    if (seen.lacksPrevious()) {
      flush();
      fail(
          Failures.compacted(
              "the value of " + seen.event().key() + " before its change has been compacted"));
      return;
    }
    pending.add(seen.event());
  }

  void flush() {
    if (pending.isEmpty() || ended) {
      pending.clear();
      return;
    }
    List<WatchEvent> events = List.copyOf(pending);
    pending.clear();
    next = events.get(events.size() - 1).revision() + 1;
    try {
      listener.onEvents(events);
    } catch (RuntimeException e) {
      LOG.error("the listener of {} failed", prefix, e);
    }
  }

  /** Everything up to this revision has been offered. */
  void passed(long revision) {
    next = Math.max(next, revision + 1);
  }

  void askProgress() {
    progressDue = true;
  }

  /** Tells how far it has come, if that was asked for. */
  void tellProgress(long revision) {
    if (progressDue && !ended) {
      progressDue = false;
      try {
        listener.onProgress(revision);
      } catch (RuntimeException e) {
        LOG.error("the listener of {} failed", prefix, e);
      }
    }
  }

  void fail(StorageException why) {
    if (!ended) {
      ended = true;
      try {
        listener.onError(why);
      } catch (RuntimeException e) {
        LOG.error("the listener of {} failed", prefix, e);
      }
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      owner.forget(this);
    }
  }
}

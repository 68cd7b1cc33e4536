package io.binnacle.storage.embedded.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All keys in order, each with its chain of versions, and the history by revision.
 *
 * <p>The writer adds versions and then publishes their revision once it is durable; readers look
 * only at versions up to a published revision, so they need no lock. The keeper forgets old
 * versions; a reader that was overtaken notices by asking {@link #compacted()} after it has read.
 */
public final class KeyIndex {
  private final ConcurrentNavigableMap<String, Version> keys =
      new ConcurrentSkipListMap<>(Utf8Order.INSTANCE);
  private final History history = new History();
  private final AtomicLong liveBytes = new AtomicLong();
  private volatile long revision = 1;
  private volatile long compacted;

  /** The newest revision that readers may see. */
  public long revision() {
    return revision;
  }

  /** The lowest revision that can be read, 0 if all can. */
  public long compacted() {
    return compacted;
  }

  /** The bytes on disk that versions still point to. */
  public long liveBytes() {
    return liveBytes.get();
  }

  /** The newest version of a key, published or not. For the writer. */
  public @Nullable Version newest(String key) {
    return keys.get(key);
  }

  /** Adds a version that readers can't see before {@link #publish}. For the writer. */
  public void add(Version version) {
    keys.put(version.key(), version);
    if (version.revision() >= compacted) {
      history.add(version);
    }
  }

  /** Takes back the newest, unpublished version of a key. For the writer. */
  public void takeBack(Version version) {
    Version older = version.older();
    if (older == null) {
      keys.remove(version.key());
    } else {
      keys.put(version.key(), older);
    }
  }

  /** Says where a version stands on disk. */
  public void placed(Version version, long place, int length) {
    liveBytes.addAndGet(length - version.length());
    version.moveTo(place, length);
  }

  /** Shows all versions up to {@code newRevision} to readers. For the writer. */
  public void publish(long newRevision) {
    revision = newRevision;
  }

  /** Begins from a snapshot's numbers. Only before anything else. */
  public void restore(long atRevision, long compactedRevision) {
    revision = atRevision;
    compacted = compactedRevision;
  }

  /** The version that a published revision made, null if it is forgotten. */
  public @Nullable Version madeBy(long atRevision) {
    return history.get(atRevision);
  }

  /** The key as of a revision; null if it did not exist then. */
  public @Nullable Version get(String key, long at) {
    Version version = keys.get(key);
    return version == null ? null : existing(version.asOf(at));
  }

  /**
   * Collects the keys in {@code [start, end)} as of a revision.
   *
   * @param limit most keys to collect, 0 for all
   * @param into takes the versions, in order
   * @return how many keys the range holds, whatever the limit
   */
  public long range(String start, String end, long at, int limit, List<Version> into) {
    if (Utf8Order.INSTANCE.compare(start, end) >= 0) {
      return 0;
    }
    NavigableMap<String, Version> part = keys.subMap(start, end);
    long count = 0;
    for (Version newest : part.values()) {
      Version version = existing(newest.asOf(at));
      if (version != null) {
        if (limit == 0 || count < limit) {
          into.add(version);
        }
        count++;
      }
    }
    return count;
  }

  private static @Nullable Version existing(@Nullable Version version) {
    return version == null || version.isDeleted() ? null : version;
  }

  /**
   * Forgets what can't be read from {@code floor} on. The change at {@code floor} itself keeps its
   * previous version, as a watch may begin there. For the keeper.
   */
  public void forgetBelow(long floor) {
    long from = Math.max(2, compacted);
    compacted = floor;
    for (long r = from; r < floor; r++) {
      Version version = history.get(r);
      if (version != null) {
        forgetBefore(version);
      }
    }
    history.dropBelow(floor);
  }

  private void forgetBefore(Version version) {
    Version older = version.older();
    if (older != null) {
      version.forgetOlder();
      liveBytes.addAndGet(-older.length());
    }
    if (version.isDeleted() && keys.remove(version.key(), version)) {
      liveBytes.addAndGet(-version.length());
    }
  }

  /**
   * The versions of each key up to a revision that are still reachable, oldest first, key by key.
   * For the keeper.
   */
  public Iterable<List<Version>> chains(long upTo) {
    return () ->
        keys.values().stream()
            .map(newest -> chain(newest, upTo))
            .filter(c -> !c.isEmpty())
            .iterator();
  }

  private static List<Version> chain(Version newest, long upTo) {
    List<Version> chain = new ArrayList<>(1);
    for (Version v = newest.asOf(upTo); v != null; v = v.older()) {
      chain.add(v);
    }
    Collections.reverse(chain);
    return chain;
  }
}

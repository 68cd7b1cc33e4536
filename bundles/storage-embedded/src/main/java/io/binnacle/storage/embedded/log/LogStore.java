package io.binnacle.storage.embedded.log;

import io.binnacle.api.storage.StorageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a store: at most one snapshot and the logs written since. A place in it is one
 * number, segment and position together.
 *
 * <p>One thread (the writer) appends and rolls; any thread reads; one thread at a time (the keeper)
 * replaces old segments by a snapshot.
 */
public final class LogStore implements Closeable {
  /** The place of nothing. */
  public static final long NOWHERE = -1;

  private static final int POSITION_BITS = 40;

  private final LogFolder folder;
  private final Map<Long, Segment> segments = new ConcurrentHashMap<>();
  private Segment active;
  private long group;
  private boolean broken;

  LogStore(LogFolder folder, List<Segment> found, Segment active, long group) {
    this.folder = folder;
    this.active = active;
    this.group = group;
    found.forEach(segment -> segments.put(segment.header().id(), segment));
  }

  static long place(long segment, long position) {
    return segment << POSITION_BITS | position;
  }

  /**
   * Appends entries as one group and makes them durable with one sync. Not durable when it throws:
   * then the log is as before, or {@link LogBrokenException} says that it can't be known.
   *
   * @return the place of each entry, and of the end behind them
   */
  public long[] commit(List<? extends Entry> entries) throws IOException {
    long before = active.end();
    long[] places = new long[entries.size() + 1];
    group++;
    try {
      for (int i = 0; i < entries.size(); i++) {
        places[i] = place(active.header().id(), active.end());
        active.append(entries.get(i), group, i == entries.size() - 1);
      }
      places[entries.size()] = place(active.header().id(), active.end());
      active.flush();
    } catch (IOException e) {
      undo(before, e);
      throw e;
    }
    try {
      active.force();
    } catch (IOException e) {
      broken = true;
      // After a failed sync nobody knows which pages are on disk; trying again could lie.
      throw new LogBrokenException("sync of " + active.path() + " failed", e);
    }
    return places;
  }

  private void undo(long before, IOException why) throws LogBrokenException {
    try {
      active.truncate(before);
    } catch (IOException e) {
      broken = true;
      e.addSuppressed(why);
      throw new LogBrokenException("write to " + active.path() + " can't be undone", e);
    }
  }

  /** The size of the segment being written. */
  public long activeBytes() {
    return active.end();
  }

  /** The size of all segments. */
  public long totalBytes() {
    return segments.values().stream().mapToLong(Segment::end).sum();
  }

  /**
   * Ends the active segment and begins another, leaving one number between them free for a
   * snapshot.
   *
   * @return the number left free
   */
  public long roll() throws IOException {
    long last = active.header().id();
    active.trim();
    Segment next =
        Segment.create(
            folder,
            new SegmentHeader(Segment.Kind.LOG, last + 2, last, folder.salts().getAsLong()));
    try {
      next.publish();
    } catch (IOException e) {
      next.delete();
      throw e;
    }
    active.seal();
    segments.put(last + 2, next);
    active = next;
    return last + 1;
  }

  /** Begins a snapshot that will stand for all segments below {@code id}. */
  public SnapshotWriter snapshot(long id) throws IOException {
    var header = new SegmentHeader(Segment.Kind.SNAPSHOT, id, 0, folder.salts().getAsLong());
    return new SnapshotWriter(Segment.create(folder, header));
  }

  /** Makes a finished snapshot readable. */
  public void adopt(SnapshotWriter snapshot) {
    segments.put(snapshot.segment().header().id(), snapshot.segment());
  }

  /** Removes the segments below {@code id}. */
  public void dropBelow(long id) throws IOException {
    for (Segment segment : List.copyOf(segments.values())) {
      if (segment.header().id() < id) {
        segments.remove(segment.header().id());
        segment.delete();
      }
    }
    DataDirectory.force(folder.path());
  }

  /**
   * Reads the value that stands at a place.
   *
   * @return the value, or null if the segment has been replaced meanwhile: ask for the place anew
   * @throws StorageException if the bytes can't be read or are not what was written
   */
  public byte @Nullable [] value(long place, int length) {
    Segment segment = segments.get(place >>> POSITION_BITS);
    if (segment == null) {
      return null;
    }
    try {
      Frame frame = segment.read(place & ((1L << POSITION_BITS) - 1), length);
      if (frame.entry() instanceof Entry.Put put) {
        return put.value();
      }
      throw new BadEntryException("no value is there");
    } catch (ClosedChannelException e) {
      return null;
    } catch (BadEntryException e) {
      throw new StorageException(
          StorageException.Code.CORRUPT, segment.path() + " is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StorageException(
          StorageException.Code.UNAVAILABLE, segment.path() + " can't be read: " + e, e);
    }
  }

  /** Closes the files. What is left behind is no longer than what it holds. */
  @Override
  public void close() throws IOException {
    if (!broken) {
      active.trim();
    }
    for (Segment segment : segments.values()) {
      segment.close();
    }
    segments.clear();
  }
}

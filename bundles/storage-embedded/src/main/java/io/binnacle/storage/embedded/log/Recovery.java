package io.binnacle.storage.embedded.log;

import io.binnacle.api.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens the log of a folder: reads the newest snapshot and all logs behind it in order. Only the
 * end of the newest log may be unfinished, and only by a group that was never acknowledged; that is
 * cut off. Anything else that is not as written is reported as damage.
 */
public final class Recovery {
  /** Receives the entries, oldest first. */
  public interface Replay {
    /**
     * Takes one entry; a put comes without its value.
     *
     * @param place where the entry stands
     * @param length how long its frame is in bytes
     */
    void entry(Entry entry, long place, int length) throws BadEntryException;
  }

  private final LogFolder folder;
  private final Replay replay;
  private final List<Segment> segments = new ArrayList<>();
  private long group;
  private boolean groupComplete = true;

  private Recovery(LogFolder folder, Replay replay) {
    this.folder = folder;
    this.replay = replay;
  }

  /**
   * Opens or makes the log in a folder and replays it.
   *
   * @throws StorageException {@code CORRUPT} if stored data is damaged, {@code UNAVAILABLE} if it
   *     can't be read
   */
  public static LogStore open(LogFolder folder, Replay replay) {
    Recovery recovery = new Recovery(folder, replay);
    try {
      return recovery.run();
    } catch (StorageException e) {
      recovery.closeAll(e);
      throw e;
    } catch (IOException e) {
      StorageException failure =
          new StorageException(
              StorageException.Code.UNAVAILABLE,
              "store in " + folder.path() + " can't be opened: " + e,
              e);
      recovery.closeAll(failure);
      throw failure;
    }
  }

  private LogStore run() throws IOException {
    long base = openFiles();
    Segment active = null;
    for (Segment segment : segments) {
      SegmentHeader header = segment.header();
      if (header.id() == base) {
        replaySnapshot(segment);
      } else {
        checkOrder(active, segment, base);
        active = segment;
        replayLog(segment, segment == segments.get(segments.size() - 1));
      }
    }
    if (active == null && base != 0) {
      throw damaged(segments.get(0).path(), "the log behind the snapshot is missing");
    }
    if (active == null) {
      active =
          Segment.create(
              folder, new SegmentHeader(Segment.Kind.LOG, base + 1, 0, folder.salts().getAsLong()));
      active.publish();
      segments.add(active);
    }
    LogStore store = new LogStore(folder, segments, active, group);
    // A group of its own, so that what was cut off before it can't be taken for damage later.
    store.commit(List.of(new Entry.Mark(false)));
    return store;
  }

  /** Opens the segments that count, oldest first, and returns the snapshot's number, 0 if none. */
  private long openFiles() throws IOException {
    List<Path> names = new ArrayList<>();
    try (var listing = Files.newDirectoryStream(folder.path(), "*{.log,.snap,.tmp}")) {
      listing.forEach(names::add);
    }
    names.sort(Comparator.comparing(Path::toString));
    long base = 0;
    for (Path name : names) {
      if (name.toString().endsWith(Segment.Kind.SNAPSHOT.suffix)) {
        base = number(name);
      }
    }
    for (Path name : names) {
      if (name.toString().endsWith(Segment.UNFINISHED) || number(name) < base) {
        Files.delete(name);
      } else {
        segments.add(opened(name));
      }
    }
    return base;
  }

  private static long number(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return Long.parseLong(name.substring(0, name.indexOf('.')));
    } catch (NumberFormatException e) {
      throw damaged(file, "its name is not one of a segment");
    }
  }

  private Segment opened(Path file) throws IOException {
    try {
      return Segment.open(file, folder.sync());
    } catch (BadEntryException e) {
      throw damaged(file, e.getMessage());
    }
  }

  private void checkOrder(@Nullable Segment before, Segment segment, long base) {
    SegmentHeader header = segment.header();
    boolean follows =
        before != null
            ? header.previous() == before.header().id()
            : header.id() == base + 1 || (base == 0 && header.previous() == 0);
    if (!follows) {
      throw damaged(segment.path(), "the segment before it is missing");
    }
  }

  private void replaySnapshot(Segment segment) throws IOException {
    SegmentScan scan = new SegmentScan(segment);
    long entries = 0;
    boolean ended = false;
    for (Frame frame = scan.next(); frame != null && !ended; frame = scan.next()) {
      if (frame.entry() instanceof Entry.End end) {
        ended = end.entries() == entries;
        break;
      }
      entries++;
      hand(segment, frame);
    }
    if (!ended || scan.stoppedEarly()) {
      throw damaged(segment.path(), "the snapshot is bad at byte " + scan.position());
    }
  }

  private void replayLog(Segment segment, boolean newest) throws IOException {
    SegmentScan scan = new SegmentScan(segment);
    for (Frame frame = scan.next(); frame != null; frame = scan.next()) {
      group = frame.group();
      groupComplete = frame.last();
      hand(segment, frame);
    }
    if (!scan.stoppedEarly()) {
      return;
    }
    long unfinished = groupComplete ? group + 1 : group;
    if (!newest || scan.findsGroupAbove(unfinished)) {
      throw damaged(segment.path(), "its content is bad at byte " + scan.position());
    }
    segment.truncate(scan.position());
  }

  private void hand(Segment segment, Frame frame) {
    long place = LogStore.place(segment.header().id(), frame.position());
    try {
      replay.entry(frame.entry(), place, frame.length());
    } catch (BadEntryException e) {
      throw damaged(segment.path(), e.getMessage() + " at byte " + frame.position());
    }
  }

  private static StorageException damaged(Path file, @Nullable String why) {
    return new StorageException(
        StorageException.Code.CORRUPT, "stored data is damaged: " + file + ": " + why);
  }

  private void closeAll(StorageException why) {
    for (Segment segment : segments) {
      try {
        segment.close();
      } catch (IOException e) {
        why.addSuppressed(e);
      }
    }
  }
}

package io.binnacle.storage.embedded.log;

import java.io.IOException;

/** Writes the segment that replaces older ones. Used by one thread. */
public final class SnapshotWriter {
  /** Syncing now and then keeps the final sync, and the writer's beside it, short. */
  private static final long SYNC_BYTES = 4 << 20;

  private final Segment segment;
  private long entries;
  private long synced;

  SnapshotWriter(Segment segment) {
    this.segment = segment;
  }

  /**
   * Appends an entry.
   *
   * @return its place
   */
  public long add(Entry entry) throws IOException {
    long position = segment.end();
    segment.append(entry, 0, false);
    entries++;
    if (segment.end() - synced > SYNC_BYTES) {
      segment.force();
      synced = segment.end();
    }
    return LogStore.place(segment.header().id(), position);
  }

  /** Makes the snapshot whole, durable, and the one that the next start reads. */
  public void finish() throws IOException {
    segment.append(new Entry.End(entries), 0, true);
    segment.publish();
    segment.seal();
  }

  /** Removes what was written. */
  public void abandon() throws IOException {
    segment.delete();
  }

  Segment segment() {
    return segment;
  }
}

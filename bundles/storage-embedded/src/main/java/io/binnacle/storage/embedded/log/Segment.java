package io.binnacle.storage.embedded.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

/**
 * One file of the log: a header, then frames. A file appears under its name only once its header is
 * durable, so a file with a bad header is damaged, never unfinished.
 *
 * <p>A log grows by stretches of zeros ahead of its frames: a sync of bytes that replace others has
 * nothing but these to save, one of a file that grows has its size and its blocks to save as well,
 * each a write to the disk of its own. {@link #trim} takes away what is left of the zeros.
 *
 * <p>One thread appends; any thread reads what has been flushed.
 */
final class Segment implements Closeable {
  /** What a segment holds. */
  enum Kind {
    LOG(".log"),
    SNAPSHOT(".snap");

    final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  static final String UNFINISHED = ".tmp";
  private static final int BUFFER_BYTES = 256 << 10;
  private static final int AHEAD_BYTES = 1 << 20;
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 << 10).asReadOnlyBuffer();

  private final Path path;
  private final SegmentHeader header;
  private final FileChannel channel;
  private final LogFolder.Sync sync;
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private volatile long end;
  // Up to where the file has bytes, frames or zeros.
  private long grownTo;
  private boolean growsAhead;

  private Segment(
      Path path, SegmentHeader header, FileChannel channel, LogFolder.Sync sync, long end) {
    this.path = path;
    this.header = header;
    this.channel = channel;
    this.sync = sync;
    this.end = end;
    this.grownTo = end;
    this.growsAhead = header.kind() == Kind.LOG;
  }

  /** Makes a segment under an unfinished name; {@link #publish} gives it its own. */
  static Segment create(LogFolder folder, SegmentHeader header) throws IOException {
    Path dir = folder.path();
    Path path = dir.resolve(header.fileName());
    Path unfinished = dir.resolve(header.fileName() + UNFINISHED);
    Files.deleteIfExists(unfinished);
    FileChannel channel =
        FileChannel.open(
            unfinished,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            DataDirectory.ownerOnly(dir, false));
    try {
      write(channel, header.encode(), 0);
      return new Segment(path, header, channel, folder.sync(), SegmentHeader.BYTES);
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(unfinished);
      throw e;
    }
  }

  static Segment open(Path path, LogFolder.Sync sync) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
      readFully(channel, bytes, 0);
      SegmentHeader header = SegmentHeader.decode(bytes.flip());
      if (!header.fileName().equals(String.valueOf(path.getFileName()))) {
        throw new BadEntryException("header belongs to " + header.fileName());
      }
      return new Segment(path, header, channel, sync, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Makes the content durable and the segment visible under its name. */
  void publish() throws IOException {
    force();
    Path unfinished = path.resolveSibling(header.fileName() + UNFINISHED);
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    DataDirectory.force(Objects.requireNonNull(path.getParent()));
  }

  SegmentHeader header() {
    return header;
  }

  Path path() {
    return path;
  }

  /** Where the next frame will begin; the size in bytes of all appended so far. */
  long end() {
    return end;
  }

  /** Appends a frame to the buffer and the file; it is not durable before {@link #force}. */
  void append(Entry entry, long group, boolean last) throws IOException {
    ByteBuffer frame = Frame.encode(entry, group, last, header.salt(), end);
    if (buffer.capacity() == 0) {
      buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    }
    while (frame.hasRemaining()) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int part = Math.min(frame.remaining(), buffer.remaining());
      buffer.put(frame.slice(frame.position(), part));
      frame.position(frame.position() + part);
      end += part;
    }
  }

  /** Writes the buffer to the file. */
  void flush() throws IOException {
    buffer.flip();
    write(channel, buffer, end - buffer.limit());
    buffer.clear();
    if (end > grownTo) {
      grownTo = end;
      growAhead();
    }
  }

  /** A disk that is full has no room for zeros; what it has room for is left to frames. */
  private void growAhead() {
    if (!growsAhead) {
      return;
    }
    try {
      while (grownTo < end + AHEAD_BYTES) {
        write(channel, ZEROS.duplicate(), grownTo);
        grownTo += ZEROS.capacity();
      }
    } catch (IOException e) {
      growsAhead = false;
    }
  }

  /** Cuts the file off behind its last frame, durably: it is whole and may be followed. */
  void trim() throws IOException {
    flush();
    if (channel.size() > end) {
      truncate(end);
    }
  }

  void force() throws IOException {
    flush();
    sync.force(channel);
  }

  /** Gives up the append buffer: nothing more will be appended. */
  void seal() {
    buffer = ByteBuffer.allocate(0);
  }

  /** Cuts everything from {@code position} on, durably. */
  void truncate(long position) throws IOException {
    buffer.clear();
    end = position;
    grownTo = position;
    channel.truncate(position);
    sync.force(channel);
  }

  /** Reads the frame at {@code position}, which was flushed before. */
  Frame read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    readFully(channel, bytes, position);
    Frame frame = Frame.decode(bytes.flip(), 0, header.salt(), position, true);
    if (frame == null) {
      throw new BadEntryException("checksum is wrong at " + position);
    }
    return frame;
  }

  FileChannel channel() {
    return channel;
  }

  /** Closes and removes the file, or its unfinished form. */
  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
    Files.deleteIfExists(path.resolveSibling(header.fileName() + UNFINISHED));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  private static void readFully(FileChannel channel, ByteBuffer into, long position)
      throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw new BadEntryException("file ends at " + at);
      }
      at += read;
    }
  }
}

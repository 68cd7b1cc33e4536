package io.binnacle.storage.embedded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Reads a segment's frames in order, up to the end or to the first that is not valid. */
final class SegmentScan {
  private static final int WINDOW_BYTES = 1 << 20;

  private final Segment segment;
  private final long salt;
  private ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
  private long windowStart = SegmentHeader.BYTES;
  private long position = SegmentHeader.BYTES;

  SegmentScan(Segment segment) {
    this.segment = segment;
    this.salt = segment.header().salt();
  }

  /** The next frame, without values; null at the end or where the next frame is not valid. */
  @Nullable Frame next() throws IOException {
    if (!load(Frame.HEADER_BYTES)) {
      return null;
    }
    int length = Frame.lengthAt(window, offset());
    if (length < 0 || !load(length)) {
      return null;
    }
    Frame frame = Frame.decode(window, offset(), salt, position, false);
    if (frame != null) {
      position += frame.length();
    }
    return frame;
  }

  /** Where the last valid frame ends. */
  long position() {
    return position;
  }

  /** Whether bytes follow that are no valid frame. */
  boolean stoppedEarly() {
    return position < segment.end();
  }

  /** Whether behind the stop a valid frame of a group above {@code group} stands. */
  boolean findsGroupAbove(long group) throws IOException {
    long rest = segment.end() - position;
    if (rest <= 0) {
      return false;
    }
    ByteBuffer bytes =
        segment.channel().map(FileChannel.MapMode.READ_ONLY, position, Math.min(rest, 1L << 30));
    for (int at = 1; at < bytes.limit() - Frame.HEADER_BYTES; at++) {
      if (Frame.lengthAt(bytes, at) > 0) {
        Frame frame = Frame.decode(bytes, at, salt, position + at, false);
        if (frame != null && frame.group() > group) {
          return true;
        }
      }
    }
    return false;
  }

  private int offset() {
    return (int) (position - windowStart);
  }

  /** Brings {@code length} bytes from the position on into the window, if the file has them. */
  private boolean load(int length) throws IOException {
    if (window.limit() - offset() >= length) {
      return true;
    }
    if (segment.end() - position < length) {
      return false;
    }
    if (window.capacity() < length) {
      window = ByteBuffer.allocate(length);
    }
    window.clear();
    windowStart = position;
    while (window.position() < length) {
      if (segment.channel().read(window, windowStart + window.position()) < 0) {
        return false;
      }
    }
    window.flip();
    return true;
  }
}

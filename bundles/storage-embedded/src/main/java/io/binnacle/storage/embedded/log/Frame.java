package io.binnacle.storage.embedded.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in a segment: {@code magic, body length, CRC-32C, group and last flag,
 * body}. The checksum covers the segment's random salt and the frame's position, so that a frame is
 * valid at its own place only, whatever bytes a client stores.
 *
 * <p>A group is what one sync made durable. The next group begins only after that sync, hence a
 * valid frame of a later group proves that all frames before its group were once on disk.
 *
 * @param entry the entry
 * @param group the number of the group; it only rises
 * @param last whether the entry is its group's last
 * @param position where in the segment the frame begins
 * @param length the frame's length in bytes
 */
record Frame(Entry entry, long group, boolean last, long position, int length) {
  static final int HEADER_BYTES = 12;
  static final int MAX_BODY_BYTES = 1 << 27;
  private static final int GROUP_BYTES = 8;
  private static final int MAGIC = 0xB1AC1E01;

  /** The bytes of a frame, ready to be written at {@code position}. */
  static ByteBuffer encode(Entry entry, long group, boolean last, long salt, long position) {
    ByteBuffer frame = EntryCodec.encode(entry, HEADER_BYTES + GROUP_BYTES);
    int body = frame.limit() - HEADER_BYTES;
    frame.putInt(0, MAGIC).putInt(4, body).putLong(HEADER_BYTES, group << 1 | (last ? 1 : 0));
    frame.putInt(8, checksum(frame, HEADER_BYTES, body, salt, position));
    return frame.flip();
  }

  /** The length of the frame that seems to begin at {@code offset}, or -1 if none can. */
  static int lengthAt(ByteBuffer bytes, int offset) {
    if (offset + HEADER_BYTES > bytes.limit() || bytes.getInt(offset) != MAGIC) {
      return -1;
    }
    int body = bytes.getInt(offset + 4);
    return body <= GROUP_BYTES || body > MAX_BODY_BYTES ? -1 : HEADER_BYTES + body;
  }

  /**
   * The frame at {@code offset} of {@code bytes}, or null if what is there is not whole or not
   * valid.
   *
   * @param position the place in the segment that {@code offset} stands for
   */
  static @Nullable Frame decode(
      ByteBuffer bytes, int offset, long salt, long position, boolean withValue) {
    int length = lengthAt(bytes, offset);
    if (length < 0 || length > bytes.limit() - offset) {
      return null;
    }
    int body = length - HEADER_BYTES;
    if (bytes.getInt(offset + 8) != checksum(bytes, offset + HEADER_BYTES, body, salt, position)) {
      return null;
    }
    long group = bytes.getLong(offset + HEADER_BYTES);
    ByteBuffer content =
        bytes.duplicate().position(offset + HEADER_BYTES + GROUP_BYTES).limit(offset + length);
    try {
      Entry entry = EntryCodec.decode(content, withValue);
      return new Frame(entry, group >>> 1, (group & 1) == 1, position, length);
    } catch (BadEntryException e) {
      return null;
    }
  }

  private static int checksum(ByteBuffer bytes, int offset, int length, long salt, long position) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(20).putLong(salt).putLong(position).putInt(length).flip());
    crc.update(bytes.duplicate().position(offset).limit(offset + length));
    return (int) crc.getValue();
  }
}

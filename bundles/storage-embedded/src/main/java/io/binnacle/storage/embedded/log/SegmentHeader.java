package io.binnacle.storage.embedded.log;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * The first bytes of a segment.
 *
 * @param kind what the segment holds
 * @param id its number; later segments have higher ones
 * @param previous the number of the log segment before it, 0 if it is the first
 * @param salt a random number that goes into each frame's checksum
 */
record SegmentHeader(Segment.Kind kind, long id, long previous, long salt) {
  static final int BYTES = 44;
  private static final long MAGIC = 0x42494e4e41434c45L;
  private static final int FORMAT = 1;

  static String fileName(long id, Segment.Kind kind) {
    return String.format(Locale.ROOT, "%016d%s", id, kind.suffix);
  }

  String fileName() {
    return fileName(id, kind);
  }

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(MAGIC).putInt(FORMAT).putInt(kind.ordinal());
    bytes.putLong(id).putLong(previous).putLong(salt);
    return bytes.putInt(checksum(bytes)).flip();
  }

  static SegmentHeader decode(ByteBuffer bytes) throws BadEntryException {
    if (bytes.getLong() != MAGIC) {
      throw new BadEntryException("file is no part of a store");
    }
    int format = bytes.getInt();
    int kind = bytes.getInt();
    SegmentHeader header =
        new SegmentHeader(
            kind == 0 ? Segment.Kind.LOG : Segment.Kind.SNAPSHOT,
            bytes.getLong(),
            bytes.getLong(),
            bytes.getLong());
    if (bytes.getInt() != checksum(bytes)) {
      throw new BadEntryException("checksum of the file's header is wrong");
    }
    if (format != FORMAT) {
      throw new BadEntryException("format " + format + " is unknown to this version");
    }
    return header;
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().position(0).limit(BYTES - 4));
    return (int) crc.getValue();
  }
}

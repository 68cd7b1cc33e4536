package io.binnacle.storage.embedded.log;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The body bytes of an {@link Entry}: one type byte, fixed numbers, then key and value. */
final class EntryCodec {
  private static final byte PUT = 1;
  private static final byte DELETE = 2;
  private static final byte GRANT = 3;
  private static final byte REVOKE = 4;
  private static final byte COMPACT = 5;
  private static final byte STATE = 6;
  private static final byte END = 7;
  private static final byte OPENED = 8;
  private static final byte CLOSED = 9;
  private static final byte[] NOT_READ = {};

  private EntryCodec() {}

  /** Returns a buffer with {@code room} free bytes followed by the entry's body. */
  static ByteBuffer encode(Entry entry, int room) {
    if (entry instanceof Entry.Put put) {
      byte[] key = put.key().getBytes(StandardCharsets.UTF_8);
      return start(room, PUT, 28 + key.length + put.value().length)
          .putLong(put.revision())
          .putLong(put.createRevision())
          .putLong(put.lease())
          .putInt(key.length)
          .put(key)
          .put(put.value());
    }
    if (entry instanceof Entry.Delete delete) {
      byte[] key = delete.key().getBytes(StandardCharsets.UTF_8);
      return start(room, DELETE, 8 + key.length).putLong(delete.revision()).put(key);
    }
    if (entry instanceof Entry.Grant grant) {
      return start(room, GRANT, 16).putLong(grant.lease()).putLong(grant.ttlSeconds());
    }
    if (entry instanceof Entry.Revoke revoke) {
      return start(room, REVOKE, 8).putLong(revoke.lease());
    }
    if (entry instanceof Entry.Compact compact) {
      return start(room, COMPACT, 8).putLong(compact.revision());
    }
    if (entry instanceof Entry.State state) {
      return start(room, STATE, 16).putLong(state.revision()).putLong(state.compacted());
    }
    if (entry instanceof Entry.End end) {
      return start(room, END, 8).putLong(end.entries());
    }
    return start(room, ((Entry.Mark) entry).closed() ? CLOSED : OPENED, 0);
  }

  private static ByteBuffer start(int room, byte type, int length) {
    return ByteBuffer.allocate(room + 1 + length).position(room).put(type);
  }

  /**
   * Reads an entry from the remaining bytes.
   *
   * @param withValue whether to copy a put's value or leave it empty
   * @throws BadEntryException if the bytes are no entry
   */
  static Entry decode(ByteBuffer body, boolean withValue) throws BadEntryException {
    try {
      byte type = body.get();
      return switch (type) {
        case PUT -> {
          long revision = body.getLong();
          long created = body.getLong();
          long lease = body.getLong();
          String key = text(body, body.getInt());
          yield new Entry.Put(
              revision, created, lease, key, withValue ? bytes(body, body.remaining()) : NOT_READ);
        }
        case DELETE -> new Entry.Delete(body.getLong(), text(body, body.remaining()));
        case GRANT -> new Entry.Grant(body.getLong(), body.getLong());
        case REVOKE -> new Entry.Revoke(body.getLong());
        case COMPACT -> new Entry.Compact(body.getLong());
        case STATE -> new Entry.State(body.getLong(), body.getLong());
        case END -> new Entry.End(body.getLong());
        case OPENED -> new Entry.Mark(false);
        case CLOSED -> new Entry.Mark(true);
        default -> throw new BadEntryException("entry of unknown type " + type);
      };
    } catch (BufferUnderflowException e) {
      throw new BadEntryException("entry is too short");
    }
  }

  private static String text(ByteBuffer from, int length) {
    return new String(bytes(from, length), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ByteBuffer from, int length) {
    if (length < 0 || length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }
}

package io.binnacle.rest.proxy;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the bytes between the two ends of a {@link Splice}. Each direction is called by
 * one thread at a time.
 */
interface Framing {
  /** Bytes pass as they are. */
  Framing NONE =
      new Framing() {
        @Override
        public ByteBuffer fromClient(ByteBuffer bytes) {
          return bytes;
        }

        @Override
        public ByteBuffer toClient(ByteBuffer bytes) {
          return bytes;
        }
      };

  /**
   * What the backend gets; may be empty.
   *
   * @throws java.io.IOException if the client breaks the rules
   */
  ByteBuffer fromClient(ByteBuffer bytes) throws java.io.IOException;

  /** What the client gets. */
  ByteBuffer toClient(ByteBuffer bytes);

  /** Whether the client has said that nothing more will come. */
  default boolean isEnded() {
    return false;
  }

  /** What the client is sent in between, null for nothing. */
  default @Nullable ByteBuffer pending() {
    return null;
  }

  /** What the client is sent when the backend has ended, null for nothing. */
  default @Nullable ByteBuffer farewell() {
    return null;
  }
}

package io.binnacle.rest.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The client's side speaks WebSocket (RFC 6455), the other plain bytes: messages are taken apart as
 * they come, whatever their boundaries, and what comes back is put into binary messages.
 */
public final class WebSocketFraming implements Framing {
  private static final int PING = 0x9;
  private static final int CLOSE = 0x8;
  private static final int FIN_TEXT = 0x81;
  private static final int FIN_BINARY = 0x82;
  private static final int FIN_PONG = 0x8A;
  private static final byte[] FAREWELL = {(byte) 0x88, 2, 0x03, (byte) 0xE8};
  private static final int MAX_HEADER = 14;

  /** A header without a mask. */
  private static final int MAX_SIZED = 10;

  private static final int MAX_CONTROL = 125;
  private static final int MAX_PENDING = 16;

  private final Queue<ByteBuffer> pending = new ConcurrentLinkedQueue<>();
  private final ByteBuffer header = ByteBuffer.allocate(MAX_HEADER);
  private final byte[] mask = new byte[4];
  private byte[] control = {};
  private int controlLength;
  private int opcode;
  private long left;
  private long taken;
  private boolean inFrame;
  private volatile boolean ended;

  @Override
  public ByteBuffer fromClient(ByteBuffer bytes) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(bytes.remaining());
    while (!ended && (bytes.hasRemaining() || inFrame && left == 0)) {
      if (inFrame) {
        payload(bytes, out);
      } else {
        header.put(bytes.get());
        startFrame();
      }
    }
    return out.flip();
  }

  /** Begins the frame once its header is complete. */
  private void startFrame() throws IOException {
    int have = header.position();
    if (have < 2) {
      return;
    }
    int size = header.get(1) & 0x7F;
    int extended = size == 126 ? 2 : size == 127 ? 8 : 0;
    if ((header.get(1) & 0x80) == 0) {
      throw new IOException("a client's WebSocket frames must be masked");
    }
    if (have < 2 + extended + mask.length) {
      return;
    }
    left = extended == 2 ? header.getShort(2) & 0xFFFF : extended == 8 ? header.getLong(2) : size;
    opcode = header.get(0) & 0x0F;
    if (left < 0 || opcode >= CLOSE && left > MAX_CONTROL) {
      throw new IOException("a WebSocket frame of " + left + " bytes");
    }
    header.position(2 + extended);
    header.get(mask);
    header.clear();
    taken = 0;
    control = new byte[opcode >= CLOSE ? (int) left : 0];
    controlLength = 0;
    inFrame = true;
  }

  private void payload(ByteBuffer bytes, ByteBuffer out) {
    while (left > 0 && bytes.hasRemaining()) {
      byte b = (byte) (bytes.get() ^ mask[(int) (taken & 3)]);
      taken++;
      left--;
      if (opcode >= CLOSE) {
        control[controlLength++] = b;
      } else {
        out.put(b);
      }
    }
    if (left == 0) {
      inFrame = false;
      if (opcode == CLOSE) {
        ended = true;
      } else if (opcode == PING && pending.size() < MAX_PENDING) {
        pending.add(frame(FIN_PONG, ByteBuffer.wrap(Arrays.copyOf(control, controlLength))));
      }
    }
  }

  @Override
  public ByteBuffer toClient(ByteBuffer bytes) {
    return frame(FIN_BINARY, bytes);
  }

  /** As {@link #toClient}, in a message of text. */
  public ByteBuffer textToClient(ByteBuffer bytes) {
    return frame(FIN_TEXT, bytes);
  }

  private static ByteBuffer frame(int first, ByteBuffer payload) {
    int length = payload.remaining();
    ByteBuffer out = ByteBuffer.allocate(length + MAX_SIZED).put((byte) first);
    if (length <= MAX_CONTROL) {
      out.put((byte) length);
    } else if (length <= 0xFFFF) {
      out.put((byte) 126).putShort((short) length);
    } else {
      out.put((byte) 127).putLong(length);
    }
    return out.put(payload).flip();
  }

  @Override
  public boolean isEnded() {
    return ended;
  }

  @Override
  public @Nullable ByteBuffer pending() {
    return pending.poll();
  }

  @Override
  public @Nullable ByteBuffer farewell() {
    return ByteBuffer.wrap(FAREWELL.clone());
  }
}

package io.binnacle.rest.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebSocketFramingTest {
  private static final int BINARY = 0x82;
  private static final int PING = 0x89;
  private static final int CLOSE = 0x88;

  private final WebSocketFraming framing = new WebSocketFraming();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  private static byte[] masked(int first, byte[] payload) {
    byte[] mask = {1, 2, 3, 4};
    int length = payload.length;
    ByteBuffer frame = ByteBuffer.allocate(length + 14).put((byte) first);
    if (length < 126) {
      frame.put((byte) (0x80 | length));
    } else if (length < 0x10000) {
      frame.put((byte) 0xFE).putShort((short) length);
    } else {
      frame.put((byte) 0xFF).putLong(length);
    }
    frame.put(mask);
    for (int i = 0; i < length; i++) {
      frame.put((byte) (payload[i] ^ mask[i & 3]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  private void send(byte[] bytes) throws IOException {
    ByteBuffer out = framing.fromClient(ByteBuffer.wrap(bytes));
    received.write(out.array(), out.position(), out.remaining());
  }

  @Test
  void messagesOfAllSizesCutAnywhereComeThroughWhole() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    Random random = new Random(7);
    for (int size : new int[] {0, 1, 125, 126, 4000, 0, 70_000}) {
      byte[] payload = new byte[size];
      random.nextBytes(payload);
      sent.write(payload);
      wire.write(masked(BINARY, payload));
    }
    byte[] bytes = wire.toByteArray();
    for (int at = 0; at < bytes.length; ) {
      int size = Math.min(bytes.length - at, 1 + random.nextInt(3000));
      send(java.util.Arrays.copyOfRange(bytes, at, at + size));
      at += size;
    }
    assertArrayEquals(sent.toByteArray(), received.toByteArray());
  }

  @Test
  void aPingIsAnsweredAndACloseEnds() throws IOException {
    send(masked(PING, "hello".getBytes(StandardCharsets.UTF_8)));
    ByteBuffer pong = framing.pending();
    assertEquals(ByteBuffer.wrap(new byte[] {(byte) 0x8A, 5, 'h', 'e', 'l', 'l', 'o'}), pong);
    assertEquals(null, framing.pending());
    send(masked(CLOSE, new byte[0]));
    assertTrue(framing.isEnded());
    send(masked(BINARY, new byte[] {1}));
    assertEquals(0, received.size());
  }

  @Test
  void whatAClientMayNotSendIsRefused() {
    assertThrows(IOException.class, () -> send(new byte[] {(byte) BINARY, 1, 0, 0, 0, 0, 0}));
    assertThrows(
        IOException.class,
        () -> new WebSocketFraming().fromClient(ByteBuffer.wrap(masked(PING, new byte[126]))));
  }

  @Test
  void whatComesBackIsFramed() {
    ByteBuffer small = framing.toClient(ByteBuffer.wrap(new byte[] {7}));
    assertEquals(ByteBuffer.wrap(new byte[] {(byte) BINARY, 1, 7}), small);
    ByteBuffer large = framing.toClient(ByteBuffer.allocate(300));
    assertEquals(304, large.remaining());
    assertEquals(126, large.get(1));
    assertEquals(300, large.getShort(2));
  }
}

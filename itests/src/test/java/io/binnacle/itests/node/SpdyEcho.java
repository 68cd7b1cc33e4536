package io.binnacle.itests.node;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/**
 * As much of SPDY/3.1 as forwarding a port takes: every stream is accepted, and the data stream of
 * each pair of them, the second, is answered with what it carries, in capitals, and closed.
 */
final class SpdyEcho {
  private static final int SYN_STREAM = 1;
  private static final int SYN_REPLY = 2;
  private static final int PING = 6;
  private static final int FIN = 1;

  private final HttpConnection connection;
  private final DataOutputStream out;
  private final Deflater headers = new Deflater();

  SpdyEcho(HttpConnection connection) {
    this.connection = connection;
    this.out = new DataOutputStream(connection.out);
  }

  void serve() throws IOException {
    for (int first = connection.in.read(); first >= 0; first = connection.in.read()) {
      int second = connection.in.readUnsignedByte();
      int rest = connection.in.readUnsignedShort();
      int flags = connection.in.readUnsignedByte();
      int length = connection.in.readUnsignedByte() << 16 | connection.in.readUnsignedShort();
      byte[] body = connection.in.readNBytes(length);
      if ((first & 0x80) == 0) {
        int stream = first << 24 | second << 16 | rest;
        if (length > 0) {
          String text = new String(body, StandardCharsets.UTF_8);
          data(stream, text.toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        }
      } else if (rest == SYN_STREAM) {
        int stream = (body[2] & 0xFF) << 8 | body[3] & 0xFF;
        reply(stream);
        if (stream % 4 == 1 && (flags & FIN) != 0) {
          data(stream, new byte[0]);
        }
      } else if (rest == PING) {
        control(PING, body);
      }
    }
  }

  private void reply(int stream) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(new byte[] {0, 0, (byte) (stream >> 8), (byte) stream});
    headers.setInput(new byte[4]);
    byte[] compressed = new byte[64];
    int length = headers.deflate(compressed, 0, compressed.length, Deflater.SYNC_FLUSH);
    body.write(compressed, 0, length);
    control(SYN_REPLY, body.toByteArray());
  }

  private void control(int type, byte[] body) throws IOException {
    out.writeShort(0x8003);
    out.writeShort(type);
    out.writeInt(body.length);
    out.write(body);
    out.flush();
  }

  /** Data with the stream's end. */
  private void data(int stream, byte[] bytes) throws IOException {
    out.writeInt(stream);
    out.writeInt(FIN << 24 | bytes.length);
    out.write(bytes);
    out.flush();
  }
}

package io.binnacle.benchmarks.load.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;
import org.eclipse.jetty.util.NanoTime;

/**
 * One HTTP/2 connection (RFC 9113) that does no more than the load needs, so that the client takes
 * little of the cores it shares with the server. Whoever asks writes its request in one piece; one
 * thread reads and hands out the answers. The caller keeps below the server's limit of streams.
 */
public final class Connection implements AutoCloseable {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int PRIORITY = 32;
  private static final int CANCEL = 8;
  private static final int MAX_FRAME = 16_384;
  private static final int FIRST_WINDOW = 65_535;
  private static final int WINDOW = 1 << 30;

  private static final class Open {
    final Receiver receiver;
    long received;

    Open(Receiver receiver) {
      this.receiver = receiver;
    }
  }

  private final SSLSocket socket;
  private final OutputStream out;
  private final RequestHeaders headers;
  private final HpackDecoder decoder = new HpackDecoder(64 * 1024, NanoTime::now);
  private final Map<Integer, Open> open = new ConcurrentHashMap<>();
  private final Object writing = new Object();
  private int nextStream = 1;
  private long sendWindow = FIRST_WINDOW;
  private long received;
  private volatile boolean closed;

  private Connection(Endpoint endpoint, SSLSocket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.headers = new RequestHeaders(endpoint);
  }

  /** Connects; the server's certificate is not checked. */
  public static Connection to(Endpoint endpoint) throws IOException {
    SSLSocket socket = TrustAll.socket(endpoint);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setTcpNoDelay(true);
    socket.startHandshake();
    if (!"h2".equals(socket.getApplicationProtocol())) {
      socket.close();
      throw new IOException("the server does not speak HTTP/2");
    }
    Connection connection = new Connection(endpoint, socket);
    connection.greet();
    Thread reader = new Thread(connection::read, "reader");
    reader.setDaemon(true);
    reader.start();
    return connection;
  }

  private void greet() throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    // No push; windows so wide that the client never holds the server up.
    ByteBuffer settings = ByteBuffer.allocate(12);
    settings.putShort((short) 2).putInt(0).putShort((short) 4).putInt(WINDOW);
    frame(bytes, SETTINGS, 0, 0, settings.array());
    frame(bytes, WINDOW_UPDATE, 0, 0, number(WINDOW));
    synchronized (writing) {
      out.write(bytes.toByteArray());
    }
  }

  /**
   * Sends a request.
   *
   * @param body less than 64 KiB, a stream's first window; empty: none
   * @return the stream, for {@link #cancel}
   */
  public int send(String method, String path, byte[] body, String contentType, Receiver receiver)
      throws IOException {
    if (body.length > FIRST_WINDOW) {
      throw new IllegalArgumentException("a body of " + body.length + " bytes");
    }
    synchronized (writing) {
      awaitWindow(body.length);
      var block = new ByteArrayOutputStream(256);
      headers.encode(block, method, path, body.length == 0 ? "" : contentType);
      int stream = nextStream;
      nextStream += 2;
      var bytes = new ByteArrayOutputStream(body.length + 300);
      int flags = END_HEADERS | (body.length == 0 ? END_STREAM : 0);
      frame(bytes, HEADERS, flags, stream, block.toByteArray());
      if (body.length > 0) {
        data(bytes, stream, body);
      }
      open.put(stream, new Open(receiver));
      if (closed) {
        open.remove(stream);
        throw new IOException("the connection is closed");
      }
      out.write(bytes.toByteArray());
      return stream;
    }
  }

  private static void data(ByteArrayOutputStream into, int stream, byte[] body) {
    for (int from = 0; from < body.length; from += MAX_FRAME) {
      int to = Math.min(body.length, from + MAX_FRAME);
      int flags = to == body.length ? END_STREAM : 0;
      frame(into, DATA, flags, stream, Arrays.copyOfRange(body, from, to));
    }
  }

  private void awaitWindow(int length) throws IOException {
    try {
      while (sendWindow < length && !closed) {
        writing.wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    sendWindow -= length;
  }

  /** Ends a stream that is still open; its receiver hears no more. */
  public void cancel(int stream) {
    if (open.remove(stream) != null) {
      write(RST_STREAM, 0, stream, number(CANCEL));
    }
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    end(new IOException("closed"));
  }

  private void read() {
    IOException reason = new EOFException("the server closed the connection");
    try (var in =
        new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024))) {
      byte[] payload = new byte[MAX_FRAME];
      var block = new ByteArrayOutputStream();
      while (!closed) {
        int lengthAndType = in.readInt();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & Integer.MAX_VALUE;
        int length = lengthAndType >>> 8;
        if (length > MAX_FRAME) {
          throw new IOException("a frame of " + length + " bytes");
        }
        in.readFully(payload, 0, length);
        handle(lengthAndType & 255, flags, stream, payload, length, block);
      }
    } catch (IOException e) {
      reason = e;
    } catch (RuntimeException | HpackException e) {
      reason = new IOException(e);
    }
    end(reason);
  }

  private void handle(
      int type, int flags, int stream, byte[] payload, int length, ByteArrayOutputStream block)
      throws IOException, HpackException {
    int padding = (flags & PADDED) != 0 && type <= HEADERS ? payload[0] & 255 : 0;
    int start = (flags & PADDED) != 0 && type <= HEADERS ? 1 : 0;
    switch (type) {
      case DATA -> data(stream, payload, start, length - start - padding, length, flags);
      case HEADERS, CONTINUATION -> {
        if (type == HEADERS && (flags & PRIORITY) != 0) {
          start += 5;
        }
        block.write(payload, start, length - start - padding);
        if ((flags & END_HEADERS) != 0) {
          headers(stream, block.toByteArray());
          block.reset();
        }
        if (type == HEADERS && (flags & END_STREAM) != 0) {
          done(stream);
        }
      }
      case RST_STREAM -> {
        Open ended = open.remove(stream);
        if (ended != null) {
          int code = ByteBuffer.wrap(payload).getInt();
          ended.receiver.failed(new IOException("the server reset the stream, error " + code));
        }
      }
      case SETTINGS -> {
        if ((flags & ACK) == 0) {
          write(SETTINGS, ACK, 0, new byte[0]);
        }
      }
      case PING -> {
        if ((flags & ACK) == 0) {
          write(PING, ACK, 0, Arrays.copyOf(payload, 8));
        }
      }
      case GOAWAY -> closed = true;
      case WINDOW_UPDATE -> {
        if (stream == 0) {
          synchronized (writing) {
            sendWindow += ByteBuffer.wrap(payload).getInt();
            writing.notifyAll();
          }
        }
      }
      default -> {}
    }
  }

  private void headers(int stream, byte[] block) throws IOException, HpackException {
    Open answered = open.get(stream);
    // Decoded in any case: the dynamic table must stay in step.
    MetaData data;
    try {
      data = decoder.decode(ByteBuffer.wrap(block));
    } catch (HpackException.SessionException e) {
      throw new IOException(e);
    }
    if (answered != null && data instanceof MetaData.Response response) {
      answered.receiver.status(response.getStatus());
    }
  }

  private void data(int stream, byte[] payload, int start, int length, int counted, int flags) {
    received += counted;
    if (received > WINDOW / 2) {
      write(WINDOW_UPDATE, 0, 0, number((int) received));
      received = 0;
    }
    Open answered = open.get(stream);
    if (answered == null) {
      return;
    }
    answered.received += counted;
    if (answered.received > WINDOW / 2) {
      write(WINDOW_UPDATE, 0, stream, number((int) answered.received));
      answered.received = 0;
    }
    if (length > 0) {
      answered.receiver.data(payload, start, length);
    }
    if ((flags & END_STREAM) != 0) {
      done(stream);
    }
  }

  private void done(int stream) {
    Open ended = open.remove(stream);
    if (ended != null) {
      ended.receiver.done();
    }
  }

  private void write(int type, int flags, int stream, byte[] payload) {
    var bytes = new ByteArrayOutputStream(payload.length + 9);
    frame(bytes, type, flags, stream, payload);
    try {
      synchronized (writing) {
        out.write(bytes.toByteArray());
      }
    } catch (IOException e) {
      end(e);
    }
  }

  private static void frame(
      ByteArrayOutputStream into, int type, int flags, int stream, byte[] payload) {
    ByteBuffer head = ByteBuffer.allocate(9);
    head.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream);
    into.writeBytes(head.array());
    into.writeBytes(payload);
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private void end(IOException reason) {
    closed = true;
    try {
      socket.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
    synchronized (writing) {
      writing.notifyAll();
    }
    for (Integer stream : open.keySet()) {
      Open ended = open.remove(stream);
      if (ended != null) {
        ended.receiver.failed(reason);
      }
    }
  }
}

package io.binnacle.itests.node;

import io.binnacle.itests.node.HttpConnection.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A stand-in for a kubelet, or for what a pod serves: it writes logs, runs commands over WebSocket,
 * forwards ports over SPDY and tells about any other request what it got.
 */
final class TestKubelet implements AutoCloseable {
  private final ServerSocket server;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** Everything asked for so far. */
  final List<Request> requests = new CopyOnWriteArrayList<>();

  /** Opened, logs that are followed go on and end. */
  final CountDownLatch moreLog = new CountDownLatch(1);

  TestKubelet(ServerSocket server) {
    this.server = server;
    daemon(this::accept);
  }

  static TestKubelet overTls(KubeletCertificate certificate) throws IOException {
    return new TestKubelet(
        certificate
            .tls()
            .getServerSocketFactory()
            .createServerSocket(0, 2000, InetAddress.getByName("127.0.0.1")));
  }

  static TestKubelet plain(InetAddress address) throws IOException {
    return new TestKubelet(new ServerSocket(0, 50, address));
  }

  int port() {
    return server.getLocalPort();
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void daemon(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // The other side has gone, or the test is over.
              }
            },
            "test-kubelet");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket socket = server.accept();
      open.add(socket);
      daemon(
          () -> {
            try (socket) {
              serve(new HttpConnection(socket));
            }
          });
    }
  }

  private void serve(HttpConnection connection) throws IOException {
    for (Request request = connection.read(); request != null; request = connection.read()) {
      requests.add(request);
      if (request.path().startsWith("/containerLogs/")) {
        log(connection, request);
      } else if (request.header("upgrade").equalsIgnoreCase("websocket")) {
        command(connection, request);
        return;
      } else if (request.header("upgrade").equals("SPDY/3.1")) {
        connection.head(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n"
                + "X-Stream-Protocol-Version: portforward.k8s.io");
        new SpdyEcho(connection).serve();
        return;
      } else if (request.path().equals("/moved")) {
        connection.answer(302, "", "Location: /there", "Access-Control-Allow-Origin: *");
      } else {
        connection.answer(
            200,
            request.method() + " " + request.target() + " " + request.body(),
            "X-Served-By: test");
      }
    }
  }

  private void log(HttpConnection connection, Request request) throws IOException {
    if (request.path().contains("/gone/")) {
      connection.answer(404, "no such pod here");
      return;
    }
    connection.head("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain");
    connection.chunk("first\n");
    if (request.target().contains("follow=true")) {
      try {
        moreLog.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      connection.chunk("second\n");
    }
    connection.out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    connection.out.flush();
  }

  /** A command that says its words, then what it is told, until its input ends. */
  private static void command(HttpConnection connection, Request request) throws IOException {
    String protocol = request.header("sec-websocket-protocol").split(",")[0].strip();
    connection.head(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Protocol: "
            + protocol
            + "\r\nSec-WebSocket-Accept: "
            + accept(request.header("sec-websocket-key")));
    send(connection, 1, "ran " + request.target() + "\n");
    if (request.target().contains("input=1")) {
      for (byte[] message = receive(connection);
          message.length > 0 && message[0] == 0;
          message = receive(connection)) {
        send(connection, 1, new String(message, 1, message.length - 1, StandardCharsets.UTF_8));
      }
    }
    send(connection, 3, "{\"metadata\":{},\"status\":\"Success\"}");
    connection.out.write(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xE8});
    connection.out.flush();
  }

  private static void send(HttpConnection connection, int channel, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = bytes.length + 1;
    ByteBuffer frame = ByteBuffer.allocate(length + 4).put((byte) 0x82);
    if (length < 126) {
      frame.put((byte) length);
    } else {
      frame.put((byte) 126).putShort((short) length);
    }
    frame.put((byte) channel).put(bytes).flip();
    connection.out.write(frame.array(), 0, frame.limit());
    connection.out.flush();
  }

  /** The next binary message, empty at the end. */
  private static byte[] receive(HttpConnection connection) throws IOException {
    while (true) {
      int first = connection.in.read();
      int length = connection.in.read() & 0x7F;
      if (length == 126) {
        length = connection.in.readUnsignedShort();
      }
      byte[] mask = connection.in.readNBytes(4);
      byte[] payload = connection.in.readNBytes(length);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i & 3];
      }
      if (first < 0 || (first & 0xF) == 8) {
        return new byte[0];
      }
      if ((first & 0xF) == 2) {
        return payload;
      }
    }
  }

  private static String accept(String key) throws IOException {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest(
                      (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                          .getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}

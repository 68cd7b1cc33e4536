package io.binnacle.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that never are idle, and never come to an end, where one second is as long as allowed.
 */
@Timeout(120)
final class DawdlingClientsTest {
  private static final String MAPS = "/api/v1/namespaces/n/configmaps";
  private static final int FEW = 4;

  private static final int HEAD_SECONDS = 4;

  @TempDir static Path folder;

  /** Waits a second for bodies. */
  private static RunningServer bodies;

  /** Waits a little longer for heads; a handshake may take that long on a busy machine. */
  private static RunningServer heads;

  @BeforeAll
  static void start() throws Exception {
    bodies = new RunningServer(folder, Map.of("requestTimeoutSeconds", 1));
    heads =
        new RunningServer(
            folder,
            Map.of("requestHeadTimeoutSeconds", HEAD_SECONDS, "maxMutatingRequestsInflight", FEW));
  }

  @AfterAll
  static void stop() {
    bodies.close();
    heads.close();
  }

  private static SSLSocket connect(RunningServer server) throws Exception {
    URI url = URI.create(server.server.url());
    return (SSLSocket)
        RunningServer.trusting().getSocketFactory().createSocket(url.getHost(), url.getPort());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static void post(Socket socket, String token, String length) throws IOException {
    send(
        socket,
        "POST "
            + MAPS
            + " HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nAuthorization: Bearer "
            + token
            + "\r\n"
            + length
            + "\r\n\r\n");
  }

  /** Sends the piece again and again until the server has had enough, and gives its answer. */
  private static String drip(Socket socket, String piece) throws Exception {
    socket.setSoTimeout(50);
    StringBuilder answer = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      try {
        send(socket, piece);
        int read = socket.getInputStream().read();
        while (read >= 0) {
          answer.append((char) read);
          read = socket.getInputStream().read();
        }
        return answer.toString();
      } catch (java.net.SocketTimeoutException e) {
        // Not yet.
      } catch (IOException e) {
        return answer.toString();
      }
    }
    throw new AssertionError("still listened to: " + answer);
  }

  /** Reads up to the end of a head with a body of a known length. */
  private static String answer(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      int read = socket.getInputStream().read();
      assertTrue(read >= 0, answer.toString());
      answer.append((char) read);
    }
    int at = answer.indexOf("Content-Length: ") + 16;
    int length = Integer.parseInt(answer.substring(at, answer.indexOf("\r\n", at)));
    socket.getInputStream().readNBytes(length);
    return answer.toString();
  }

  @Test
  void aBodyThatTakesTooLongIsNotWaitedFor() throws Exception {
    try (SSLSocket socket = connect(bodies)) {
      post(socket, "admin", "Content-Length: 100000");
      String answer = drip(socket, " ");
      assertTrue(answer.startsWith("HTTP/1.1 504 "), answer);
      assertTrue(
          answer.contains("Timeout: request did not complete within the allotted timeout"), answer);
    }
  }

  @Test
  void aBodyInChunksThatTakesTooLongIsNotWaitedFor() throws Exception {
    try (SSLSocket socket = connect(bodies)) {
      post(socket, "admin", "Transfer-Encoding: chunked");
      String answer = drip(socket, "1\r\n \r\n");
      assertTrue(answer.startsWith("HTTP/1.1 504 "), answer);
    }
  }

  @Test
  void aBodyTooLargeIsNotWaitedForEither() throws Exception {
    try (SSLSocket socket = connect(bodies)) {
      post(socket, "admin", "Content-Length: 4000000");
      String answer = drip(socket, " ");
      assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    }
  }

  @Test
  void aHeadThatTakesTooLongIsNotWaitedFor() throws Exception {
    try (SSLSocket socket = connect(heads)) {
      send(socket, "GET / HTTP/1.1\r\nHost: h\r\nX: ");
      assertEquals("", drip(socket, "a"));
    }
  }

  @Test
  void aSecondHeadThatTakesTooLongIsNotWaitedFor() throws Exception {
    try (SSLSocket socket = connect(heads)) {
      send(socket, "GET /version HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer admin\r\n\r\n");
      String first = answer(socket);
      assertTrue(first.contains(" 200 "), first);
      send(socket, "GET / HTTP/1.1\r\nHost: h\r\nX: ");
      assertEquals("", drip(socket, "a"));
    }
  }

  @Test
  void aHandshakeThatTakesTooLongIsNotWaitedFor() throws Exception {
    URI url = URI.create(heads.server.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      send(socket, "\26\3\1\2\0\1\0\1\374\3\3");
      assertFalse(drip(socket, "a").contains("HTTP"));
    }
  }

  @Test
  void whoIsIdleBetweenRequestsMayStay() throws Exception {
    try (SSLSocket socket = connect(heads)) {
      for (int i = 0; i < 2; i++) {
        TimeUnit.SECONDS.sleep(i * (HEAD_SECONDS + 2L));
        send(socket, "GET /version HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer admin\r\n\r\n");
        String answer = answer(socket);
        assertTrue(answer.contains(" 200 "), answer);
      }
    }
  }

  /** Who may not write keeps nobody from writing. */
  @Test
  void aRefusedClientThatDawdlesTakesNobodysPlace() throws Exception {
    List<SSLSocket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * FEW; i++) {
        SSLSocket socket = connect(heads);
        strangers.add(socket);
        post(socket, "nobody", "Content-Length: 1000");
        send(socket, "{");
      }
      TimeUnit.MILLISECONDS.sleep(200);
      String body = "{\"metadata\":{\"name\":\"a\"}}";
      int status = heads.send("POST", MAPS, body, "Content-Type", "application/json").statusCode();
      assertEquals(201, status);
    } finally {
      for (SSLSocket socket : strangers) {
        socket.close();
      }
    }
  }

  @Test
  void aClientDoesNotMakeTheServerShakeHandsAgain() throws Exception {
    try (SSLSocket socket = connect(bodies)) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.startHandshake();
      send(socket, "GET /version HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer admin\r\n\r\n");
      String answer = answer(socket);
      assertTrue(answer.contains(" 200 "), answer);
      socket.startHandshake();
      assertThrows(IOException.class, () -> readToTheEnd(socket));
    }
  }

  private static void readToTheEnd(SSLSocket socket) throws IOException {
    send(socket, "GET /version HTTP/1.1\r\nHost: h\r\n\r\n");
    if (socket.getInputStream().readAllBytes().length == 0) {
      throw new IOException("closed");
    }
  }
}

package io.binnacle.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests over HTTP/1.1 that are answered while their bodies are still on the way. */
@Timeout(30)
final class UnreadBodyTest {
  private static final String PATH = "/api/v1/namespaces/n/configmaps/a";

  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static final class Connection implements AutoCloseable {
    private final SSLSocket socket;
    private final OutputStream out;
    private final BufferedReader in;

    Connection() throws Exception {
      URI url = URI.create(server.server.url());
      socket =
          (SSLSocket)
              RunningServer.trusting()
                  .getSocketFactory()
                  .createSocket(url.getHost(), url.getPort());
      out = socket.getOutputStream();
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    void send(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    void head(String method, String path, String... fields) throws IOException {
      send(method + " " + path + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer admin\r\n");
      for (String field : fields) {
        send(field + "\r\n");
      }
      send("\r\n");
    }

    /** The status line and headers of the next answer, whose body is skipped. */
    String answer() throws IOException {
      StringBuilder head = new StringBuilder();
      int length = 0;
      String line = in.readLine();
      while (line != null && !line.isEmpty()) {
        head.append(line).append('\n');
        if (line.startsWith("Content-Length: ")) {
          length = Integer.parseInt(line.substring(16));
        }
        line = in.readLine();
      }
      assertEquals(length, in.skip(length));
      return head.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PATH, "/nope"})
  void aShortBodyIsTakenInSoThatTheConnectionGoesOn(String path) throws Exception {
    try (Connection connection = new Connection()) {
      connection.head("PATCH", path, "Content-Type: text/plain", "Content-Length: 5");
      TimeUnit.MILLISECONDS.sleep(100);
      connection.send("hello");
      String refused = connection.answer();
      assertTrue(refused.contains(path.equals(PATH) ? " 415 " : " 404 "), refused);
      connection.head("GET", PATH);
      String next = connection.answer();
      assertTrue(next.contains(" 404 "), next);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/namespaces/n/configmaps", "/apis", "/healthz"})
  void aReadTakesNoBodyButIsAnsweredAllTheSame(String path) throws Exception {
    try (Connection connection = new Connection()) {
      connection.head("GET", path, "Content-Length: 4");
      TimeUnit.MILLISECONDS.sleep(100);
      connection.send("null");
      assertTrue(connection.answer().contains(" 200 "));
      connection.head("GET", PATH);
      assertTrue(connection.answer().contains(" 404 "));
    }
  }

  @Test
  void behindALongBodyTheClientIsToldThatTheConnectionEnds() throws Exception {
    try (Connection connection = new Connection()) {
      connection.head("PATCH", PATH, "Content-Type: text/plain", "Content-Length: 1000000");
      String refused = connection.answer();
      assertTrue(refused.contains(" 415 "), refused);
      assertTrue(refused.contains("Connection: close"), refused);
    }
  }
}

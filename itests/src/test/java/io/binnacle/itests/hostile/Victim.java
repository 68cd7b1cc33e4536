package io.binnacle.itests.hostile;

import io.binnacle.itests.Command;
import io.binnacle.itests.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A server under attack, and the sockets that it is attacked through. Any thread may use it. */
final class Victim implements AutoCloseable {
  /**
   * How soon the hostile are answered at the latest. On a machine that does nothing else it is less
   * than a second; machines that run tests do much else.
   */
  static final Duration AT_ONCE = Duration.ofSeconds(10);

  /** What a server may hold on to after all that has been done to it, in megabytes of its heap. */
  static final long KEPT_MEGABYTES = 64;

  private static final int PATIENCE_MILLIS = 20_000;
  private static final Pattern USED = Pattern.compile("heap .* used (\\d+)K");

  private final TestServer server;
  private final SSLContext tls;
  private final URI url;

  private Victim(TestServer server) throws GeneralSecurityException, IOException {
    this.server = server;
    this.tls = server.tls();
    this.url = URI.create(server.url());
  }

  static Victim start(String... flags) throws Exception {
    return new Victim(TestServer.start(flags));
  }

  TestServer server() {
    return server;
  }

  /** A connection on which the protocol, such as {@code h2}, is spoken. */
  SSLSocket connect(String protocol) throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(url.getHost(), url.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {protocol});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  URI url() {
    return url;
  }

  /** What HTTP/1.1 answers to these bytes until it closes the connection. */
  String answer(byte[]... parts) throws IOException {
    try (SSLSocket socket = connect("http/1.1")) {
      try {
        for (byte[] part : parts) {
          socket.getOutputStream().write(part);
        }
      } catch (SocketException | SSLException e) {
        // Whoever has heard enough closes; the answer is there all the same.
      }
      return read(socket.getInputStream());
    }
  }

  /** A request whose connection is closed after its answer. */
  static byte[] request(String method, String path, String headers, byte[] body) {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + headers
            + (body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n")
            + "\r\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("not answered: " + out, e);
    } catch (SocketException | SSLException e) {
      // Closed without ceremony.
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  /** What the server cannot do without: its heap once the garbage is gone, in megabytes. */
  long liveMegabytes() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    if (!used.find()) {
      throw new IOException("nothing is told of the heap of " + server.pid());
    }
    return Long.parseLong(used.group(1)) / 1024;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Command.run(List.of(jcmd, Long.toString(server.pid()), command), Map.of(), "").out();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

package io.binnacle.itests.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.etcd.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Floods of HTTP/2 frames (RFC 9113, section 10.5): the connection is closed, others live on. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFramesIT {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PRIORITY = 2;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int WINDOW = 8;
  private static final int CONTINUATION = 9;
  private static final int WHOLE = 5;
  private static final int OPEN = 1;
  private static final int CONNECTIONS = 8;
  private static final int STREAMS = 250;
  private static final Pattern OPEN_WATCHES =
      Pattern.compile("apiserver_longrunning_requests\\{verb=\"WATCH\"} (\\d+)");

  private Victim victim;
  private Bystander bystander;
  private long before;

  @BeforeAll
  void start() throws Exception {
    victim = Victim.start();
    before = victim.liveMegabytes();
    bystander = new Bystander(victim);
  }

  @AfterAll
  void stop() throws Exception {
    try {
      bystander.close();
      long kept = victim.liveMegabytes() - before;
      assertTrue(kept < Victim.KEPT_MEGABYTES, kept + " MB more than before");
    } finally {
      victim.close();
    }
  }

  static Stream<Arguments> floods() {
    byte[] one = {0, 0, 0, 8};
    byte[] most = {0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    return Stream.of(
        flood(
            "rapid resets",
            i -> join(frame(HEADERS, WHOLE, 2 * i + 1, get()), frame(RESET, 0, 2 * i + 1, one))),
        flood("settings", i -> frame(SETTINGS, 0, 0, new byte[] {0, 3, 0, 0, 0, 100})),
        flood("pings", i -> frame(PING, 0, 0, new byte[8])),
        flood(
            "continuations",
            i ->
                i == 0
                    ? frame(HEADERS, OPEN, 1, get())
                    : frame(CONTINUATION, 0, 1, field("x" + i, "a".repeat(5000)))),
        flood(
            "empty continuations",
            i -> i == 0 ? frame(HEADERS, OPEN, 1, get()) : frame(CONTINUATION, 0, 1, new byte[0])),
        flood(
            "empty data",
            i ->
                i == 0
                    ? frame(HEADERS, 4, 1, head("POST", "/api/v1/namespaces/default/configmaps"))
                    : frame(DATA, 0, 1, new byte[0])),
        flood("priorities", i -> frame(PRIORITY, 0, 2 * i + 1, new byte[5])),
        flood("unknown frames", i -> frame(0xfa, 0, 0, new byte[100])),
        flood(
            "too many streams",
            i -> frame(HEADERS, WHOLE, 2 * i + 1, head("GET", "/api/v1/namespaces?watch=1"))),
        flood("windows beyond all", i -> frame(WINDOW, 0, 0, most)),
        flood(
            "a large table",
            i ->
                frame(
                    HEADERS,
                    WHOLE,
                    2 * i + 1,
                    join(new byte[] {0x3f, (byte) 0xe1, -1, -1, -1, 7}, get()))),
        flood(
            "an endless number",
            i ->
                frame(
                    HEADERS,
                    WHOLE,
                    2 * i + 1,
                    "\u00ff".repeat(50).getBytes(StandardCharsets.ISO_8859_1))),
        flood("a table entry a thousand times", i -> frame(HEADERS, OPEN | 4, 2 * i + 1, bomb())),
        flood("a frame of 16 megabytes", i -> new byte[] {-1, -1, -1, 0, 0, 0, 0, 0, 1}),
        flood("an even stream", i -> frame(HEADERS, WHOLE, 2, get())),
        flood("stream 0", i -> frame(HEADERS, WHOLE, 0, get())));
  }

  private static Arguments flood(String name, IntFunction<byte[]> frame) {
    return arguments(name, frame);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("floods")
  void aFloodEndsItsConnection(String name, IntFunction<byte[]> frame) throws Exception {
    try (SSLSocket socket = victim.connect("h2")) {
      Thread sender = new Thread(() -> send(socket, frame), "flood");
      sender.start();
      drain(socket.getInputStream());
      sender.join(10_000);
      assertTrue(!sender.isAlive(), "the server still listens");
    }
  }

  /** As many as a connection may have, on many connections, and not a byte of them is read. */
  @Test
  void manyWatchesOfOneClientCostLittleAndEndWithIt() throws Exception {
    ApiClient client = ApiClient.admin(victim.server());
    int others = openWatches(client);
    long cost = victim.liveMegabytes();
    List<SSLSocket> sockets = new ArrayList<>();
    try {
      ByteArrayOutputStream watches = preface();
      for (int i = 0; i < STREAMS; i++) {
        byte[] head = head("GET", "/api/v1/configmaps?watch=1");
        watches.writeBytes(frame(HEADERS, WHOLE, 2 * i + 1, head));
      }
      for (int i = 0; i < CONNECTIONS; i++) {
        SSLSocket socket = victim.connect("h2");
        sockets.add(socket);
        socket.getOutputStream().write(watches.toByteArray());
      }
      Eventually.holds(
          "all are open", 30, () -> openWatches(client) - others >= CONNECTIONS * STREAMS);
      cost = victim.liveMegabytes() - cost;
      assertTrue(cost < Victim.KEPT_MEGABYTES, cost + " MB for " + CONNECTIONS * STREAMS);
    } finally {
      for (SSLSocket socket : sockets) {
        socket.close();
      }
    }
    Eventually.holds("all have ended", 30, () -> openWatches(client) <= others);
  }

  private static int openWatches(ApiClient client) throws IOException, InterruptedException {
    Matcher open = OPEN_WATCHES.matcher(client.get("/metrics").expect(200).text());
    return open.find() ? Integer.parseInt(open.group(1)) : 0;
  }

  private static ByteArrayOutputStream preface() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(frame(SETTINGS, 0, 0, new byte[0]));
    return out;
  }

  private static void send(SSLSocket socket, IntFunction<byte[]> frame) {
    try {
      ByteArrayOutputStream batch = preface();
      for (int i = 0; i < 1_000_000; i++) {
        batch.writeBytes(frame.apply(i));
        if (batch.size() > 16_000) {
          socket.getOutputStream().write(batch.toByteArray());
          batch.reset();
        }
      }
      socket.getOutputStream().write(batch.toByteArray());
    } catch (IOException e) {
      return;
    }
  }

  /** Reads until the server ends the connection; fails by the socket's timeout if it does not. */
  private static void drain(InputStream in) throws IOException {
    try {
      byte[] buffer = new byte[8192];
      int read = in.read(buffer);
      while (read >= 0) {
        read = in.read(buffer);
      }
    } catch (SocketException | SSLException e) {
      return;
    }
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  private static byte[] get() {
    return head("GET", "/api/v1/namespaces/default");
  }

  private static byte[] head(String method, String path) {
    return join(
        field(":method", method),
        field(":scheme", "https"),
        field(":authority", "x"),
        field(":path", path));
  }

  /** A field that is not to be indexed, RFC 7541, section 6.2.2. */
  private static byte[] field(String name, String value) {
    return join(new byte[] {0}, text(name), text(value));
  }

  private static byte[] text(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int rest = text.length() - 127;
    out.write(Math.min(127, text.length()));
    if (rest >= 0) {
      for (; rest >= 128; rest >>= 7) {
        out.write(rest & 127 | 128);
      }
      out.write(rest);
    }
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  /** A large field put in the table, and then named over and over by one byte. */
  private static byte[] bomb() {
    byte[] again = new byte[10_000];
    java.util.Arrays.fill(again, (byte) 0xbe);
    return join(new byte[] {0x40}, text("a"), text("b".repeat(3900)), again);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}

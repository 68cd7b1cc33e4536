package io.binnacle.itests.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Request lines, headers and tokens that nobody sends, and clients that never come to an end. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsIT {
  private static final byte[] NOTHING = {};
  private static final int READERS = 20;
  private static final int WRITERS = 80;
  private static final String PODS = "/api/v1/pods?";

  private Victim victim;
  private Bystander bystander;
  private long before;

  @BeforeAll
  void start() throws Exception {
    victim =
        Victim.start(
            "--max-requests-inflight=" + READERS, "--max-mutating-requests-inflight=" + WRITERS);
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

  static Stream<Arguments> targets() {
    return Stream.of(
        arguments("/api/v1/../v1/pods", 404),
        arguments("/api/v1/%2e%2e/x", 404),
        arguments("/api/v1/namespaces/default%2fx/pods", 404),
        arguments("//api/v1", 404),
        arguments("/api/v1//pods", 404),
        arguments("/api/v1/pods;a=b", 404),
        arguments("/api/v1/namespaces/default/pods/a;b", 404),
        arguments("/logs/../../etc/passwd", 400),
        arguments("/" + "a".repeat(20_000), 404),
        arguments("/" + "a".repeat(100_000), 414),
        arguments("/" + "/".repeat(30_000), 404),
        arguments("/" + "%41".repeat(10_000), 404),
        arguments("/api/%zz", 400),
        arguments("/api/v1/namespaces/%00/pods", 400),
        arguments("/api/v1/namespaces/%ff%fe/pods/%c0%ae", 404),
        arguments(PODS + "x=%zz%", 200),
        arguments(PODS + numbered("a%d=b", 6000, "&"), 200),
        arguments(PODS + "a".repeat(100_000), 414),
        arguments(PODS + "labelSelector=" + "(".repeat(50_000), 400),
        arguments(PODS + "labelSelector=" + "a,".repeat(25_000), 400),
        arguments(PODS + "fieldSelector=" + "a%3Db,".repeat(8000), 400),
        arguments(PODS + "labelSelector=" + numbered("a%d", 8000, ","), 200),
        arguments(PODS + "labelSelector=a+in+(" + numbered("v%d", 8000, ",") + ")", 200),
        arguments(PODS + "labelSelector=" + numbered("a%d!%%3Db", 4000, ","), 200),
        arguments(PODS + "limit=99999999999999999999", 400),
        arguments(PODS + "continue=xxx", 400),
        arguments(
            PODS + "continue=" + base64("{\"v\":\"meta.k8s.io/v1\",\"rv\":5,\"start\":\"../a\"}"),
            400),
        arguments(PODS + "continue=" + base64("{\"v\":\"meta.k8s.io/v1\",\"rv\":5"), 400),
        arguments(PODS + "continue=" + base64("[".repeat(20_000)), 400),
        // As long as for a resourceVersion that is ahead, it may still come true.
        arguments(
            PODS + "continue=" + base64("{\"v\":\"meta.k8s.io/v1\",\"rv\":9000,\"start\":\"a\"}"),
            504),
        arguments(PODS + "resourceVersion=99999999999999999999", 400),
        arguments(PODS + "watch=1&timeoutSeconds=99999999999999999999", 400),
        arguments(PODS + "timeout=" + "1h".repeat(20_000), 400),
        arguments(PODS + "timeout=" + "1".repeat(40_000), 400),
        arguments("*", 400),
        arguments("api", 400));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void aTargetIsAnsweredAtOnce(String target, int status) throws Exception {
    assertAnswered(status, Victim.request("GET", target, "", NOTHING));
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        arguments("Accept: ;;q=x,,,", 406),
        arguments("Accept: " + "a/b,".repeat(12_000), 406),
        arguments("X: " + "a".repeat(70_000), 431),
        arguments(numbered("h%d: x", 10_000, "\r\n"), 431),
        arguments("X: a\r\n b", 400),
        arguments("X: a\0b", 400),
        arguments("XX", 400),
        arguments("Content-Length: 1\r\nContent-Length: 2", 400),
        arguments("Content-Length: 1\r\nTransfer-Encoding: chunked", 400),
        arguments("Content-Length: -1", 400),
        arguments("Content-Length: 99999999999999999999", 400),
        arguments("Transfer-Encoding: foo", 400),
        arguments("Expect: foo", 417),
        arguments("Host: y", 400),
        arguments("Audit-ID: " + "a".repeat(50_000), 200),
        arguments("If-None-Match: " + "\"a\",".repeat(15_000), 200),
        arguments("Impersonate-Extra-%zz: a", 400));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void headersAreAnsweredAtOnce(String header, int status) throws Exception {
    byte[] request = Victim.request("GET", "/api/v1/namespaces/default", header + "\r\n", NOTHING);
    assertAnswered(status, request);
  }

  static Stream<String> tokens() {
    String ours = "{\"iss\":\"https://kubernetes.default.svc.cluster.local\"}";
    return Stream.of(
        jwt("{\"alg\":\"none\"}", ours, ""),
        jwt("{\"alg\":\"RS256\"}", "{}", "x"),
        jwt("{\"alg\":\"RS256\"}", "{\"iss\":null}", "x"),
        jwt("{\"alg\":\"RS256\"}", "{\"iss\":[1]}", "x"),
        jwt("{\"alg\":\"RS256\",\"x\":\"" + "a".repeat(30_000) + "\"}", ours, "x"),
        jwt("{\"alg\":\"RS256\",\"x\":" + "[".repeat(20_000), ours, "x"),
        jwt("{\"alg\":\"RS256\"}\"\"", "{}\"\"", "x"),
        jwt("{\"alg\":\"RS256\"}", ours, "x".repeat(256)),
        jwt("{\"alg\":\"HS256\"}", ours, "x".repeat(32)),
        "e.e.e",
        "\u00ff\u00fe");
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void aForgedTokenIsUnauthorized(String token) throws Exception {
    String header = "Authorization: Bearer " + token + "\r\n";
    try (SSLSocket socket =
        (SSLSocket)
            victim
                .server()
                .trust()
                .getSocketFactory()
                .createSocket(victim.url().getHost(), victim.url().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(Victim.request("GET", "/api/v1/pods", header, NOTHING));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertEquals(401, Victim.status(answer), answer);
    }
  }

  static Stream<Arguments> beginnings() {
    String post =
        "POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    return Stream.of(
        arguments("FOO /api/v1/pods HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 405),
        arguments("A".repeat(70_000) + " / HTTP/1.1\r\nHost: x\r\n\r\n", 431),
        arguments("\1\2\3\4\5\6".repeat(1000), 400),
        arguments("GET / HTTP/9.9\r\nHost: x\r\n\r\n", 505),
        arguments("GET /version HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        arguments(post + "ZZZ\r\n", 400),
        arguments(post + "ffffffffffffffff\r\n", 400),
        arguments(post + "1;" + "a".repeat(5_000_000), 400),
        arguments(post + "0\r\n" + numbered("t%d: x", 300_000, "\r\n"), 400));
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void whatIsNoRequestIsRefused(String text, int status) throws Exception {
    assertAnswered(status, text.getBytes(ISO_8859_1));
  }

  @Test
  void whoSpeaksNoTlsIsCutOff() throws Exception {
    for (byte[] first :
        new byte[][] {"GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1), new byte[100]}) {
      try (Socket socket = new Socket(victim.url().getHost(), victim.url().getPort())) {
        socket.setSoTimeout(5000);
        socket.getOutputStream().write(first);
        assertTrue(socket.getInputStream().readAllBytes().length < 100);
      }
    }
  }

  /** There are more of them than threads, but none holds one. */
  @Test
  void whoNeverFinishesHoldsUpNobody() throws Exception {
    List<SSLSocket> slow = new ArrayList<>();
    try {
      String head = "GET /api HTTP/1.1\r\nHost: x\r\nX-slow: ";
      String body =
          "POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\nHost: x\r\n"
              + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
      for (int i = 0; i < 2 * (READERS + WRITERS); i++) {
        SSLSocket socket = victim.connect("http/1.1");
        slow.add(socket);
        socket.getOutputStream().write((i < WRITERS - 10 ? body : head).getBytes(ISO_8859_1));
      }
      assertAnswered(200, Victim.request("GET", "/api/v1/namespaces/default", "", NOTHING));
      byte[] object = "{\"metadata\":{\"name\":\"in-time\"}}".getBytes(StandardCharsets.UTF_8);
      byte[] write =
          Victim.request(
              "POST",
              "/api/v1/namespaces/default/configmaps",
              "Content-Type: application/json\r\n",
              object);
      assertAnswered(201, write);
      long held = victim.liveMegabytes() - before;
      assertTrue(held < Victim.KEPT_MEGABYTES, held + " MB more than before");
    } finally {
      for (SSLSocket socket : slow) {
        socket.close();
      }
    }
  }

  private void assertAnswered(int status, byte[] request) throws Exception {
    long start = System.nanoTime();
    String answer = victim.answer(request);
    long millis = (System.nanoTime() - start) / 1_000_000;
    String told = answer.substring(0, Math.min(500, answer.length()));
    assertEquals(status, Victim.status(answer), told);
    assertTrue(millis <= Victim.AT_ONCE.toMillis(), "took " + millis + " ms: " + told);
  }

  private static String numbered(String form, int count, String between) {
    return IntStream.range(0, count)
        .mapToObj(i -> form.formatted(i))
        .collect(Collectors.joining(between));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String jwt(String header, String claims, String signature) {
    return base64(header) + "." + base64(claims) + "." + base64(signature);
  }
}

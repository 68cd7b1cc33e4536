package io.binnacle.itests.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that cost more than they weigh, or are none. Each is refused at once. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBodiesIT {
  private static final int DEEP = 100_000;

  private Victim victim;
  private Bystander bystander;
  private String objects;
  private long before;

  @BeforeAll
  void start() throws Exception {
    victim = Victim.start();
    objects = objects();
    before = victim.liveMegabytes();
    bystander = new Bystander(victim);
  }

  @AfterAll
  void stop() throws Exception {
    try {
      bystander.close();
      assertEquals(objects, objects());
      long kept = victim.liveMegabytes() - before;
      assertTrue(kept < Victim.KEPT_MEGABYTES, kept + " MB more than before");
    } finally {
      victim.close();
    }
  }

  private String objects() throws Exception {
    ApiClient client = ApiClient.admin(victim.server());
    return client
            .get("/api/v1/configmaps")
            .expect(200)
            .text()
            .replaceAll("resourceVersion[^,]*", "")
        + client.get("/api/v1/pods").expect(200).text().replaceAll("resourceVersion[^,]*", "");
  }

  static Stream<Attack> attacks() {
    return Stream.of(json(), yaml(), pods(), patches()).flatMap(s -> s);
  }

  private static Stream<Attack> json() {
    return Stream.of(
        Attack.json("an open brace", "{\"a\":"),
        Attack.json("no JSON", "hello"),
        Attack.json("two values", "{}\"\""),
        Attack.json("nested lists", "[".repeat(DEEP) + "]".repeat(DEEP)),
        Attack.json("nested maps", "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP)),
        Attack.json("three million open lists", "[".repeat(3_000_000)),
        Attack.json("a map in a text's place", map("\"data\":{\"a\":{}}")),
        Attack.json("too large", " ".repeat(4_000_000)),
        Attack.json("a NUL in the name", "{\"metadata\":{\"name\":\"a\\u0000\"}}"),
        Attack.json("NULs", "\0".repeat(1000)),
        Attack.json(
            "a name of two million", "{\"metadata\":{\"name\":\"" + "a.".repeat(DEEP) + "\"}}"),
        Attack.json("colliding keys", "{" + colliding("\"%s\":1", ",") + "}"),
        Attack.json(
            "many owners",
            "{\"metadata\":{\"name\":\"x\",\"ownerReferences\":["
                + "{},".repeat(800_000)
                + "{}]}}"),
        Attack.json(
            "many finalizers",
            "{\"metadata\":{\"name\":\"x\",\"finalizers\":[" + "\"\",".repeat(800_000) + "\"\"]}}"),
        Attack.json(
            "many wrong labels",
            "{\"metadata\":{\"name\":\"x\",\"labels\":{"
                + numbered("\"/%d\":\"-\"", 100_000)
                + "}}}"),
        Attack.json(
            "a long label",
            "{\"metadata\":{\"name\":\"x\",\"labels\":{\"a\":\""
                + "a-".repeat(1_000_000)
                + "\"}}}"),
        new Attack(
            "no UTF-8",
            "application/json",
            "/api/v1/namespaces/default/configmaps",
            () -> new byte[] {(byte) 0xff, (byte) 0xfe, '{'}),
        new Attack(
            "unknown fields",
            "application/json",
            "/api/v1/namespaces/default/configmaps?fieldValidation=Strict",
            () -> map(numbered("\"z%d\":1", 200_000)).getBytes(StandardCharsets.UTF_8)),
        new Attack(
            "keys given twice",
            "application/json",
            "/api/v1/namespaces/default/configmaps?fieldValidation=Strict",
            () ->
                map("\"data\":{" + numbered("\"%1$d\":\"1\",\"%1$d\":\"2\"", 100_000) + "}")
                    .getBytes(StandardCharsets.UTF_8)),
        new Attack(
            "compressed",
            "application/json",
            "/api/v1/namespaces/default/configmaps",
            HostileBodiesIT::compressed),
        new Attack(
            "another type",
            "text/plain",
            "/api/v1/namespaces/default/configmaps",
            () -> new byte[] {'{', '}'}),
        new Attack(
            "no type",
            ";;;,=",
            "/api/v1/namespaces/default/configmaps",
            () -> new byte[] {'{', '}'}));
  }

  private static Stream<Attack> yaml() {
    String lines =
        IntStream.range(1, 8)
            .mapToObj(i -> "k" + i + ": &k" + i + " [" + ("*k" + (i - 1) + ",").repeat(9) + "]\n")
            .collect(Collectors.joining());
    return Stream.of(
        Attack.yaml("aliases of aliases", "k0: &k0 [l,l,l,l,l,l,l,l,l]\n" + lines),
        Attack.yaml("a map merged into itself", "a: &a\n  <<: *a\n  y: 2\n"),
        Attack.yaml("nested YAML lists", "[".repeat(DEEP)),
        Attack.yaml("nested YAML maps", "{a: ".repeat(DEEP)),
        Attack.yaml("nested dashes", "- ".repeat(DEEP)),
        Attack.yaml("nested keys", "? ".repeat(DEEP)),
        Attack.yaml("many maps", "[" + "{},".repeat(900_000) + "1]"),
        Attack.yaml(
            "many anchors",
            IntStream.range(0, 90_000)
                .mapToObj(i -> "- &a" + i + " x\n")
                .collect(Collectors.joining())),
        Attack.yaml("a long number", "a: " + "9".repeat(1_000_000)),
        Attack.yaml("a long exponent", "a: 1e" + "9".repeat(1_000_000)),
        Attack.yaml("a long word", "\"" + "/~0".repeat(900_000)),
        Attack.yaml("many escapes", "\"" + "\\".repeat(2_900_000)),
        Attack.yaml("colliding YAML keys", colliding("%s: 1", "\n")),
        Attack.yaml("tags", "!a ".repeat(DEEP)));
  }

  private static Stream<Attack> pods() {
    String container = "\"containers\":[{\"name\":\"a\",\"image\":\"b\",";
    return Stream.of(
        Attack.pod("an infinite number", "\"terminationGracePeriodSeconds\":1e999999"),
        Attack.pod("400 digits", "\"terminationGracePeriodSeconds\":" + "9".repeat(400)),
        Attack.pod(
            "a million digits", "\"terminationGracePeriodSeconds\":" + "9".repeat(1_000_000)),
        Attack.pod("an exponent", "\"terminationGracePeriodSeconds\":1e2"),
        Attack.pod("a fraction", "\"terminationGracePeriodSeconds\":1.0"),
        Attack.pod("more than 64 bits", "\"terminationGracePeriodSeconds\":9223372036854775808"),
        Attack.pod("more than 32 bits", "\"priority\":2147483648"),
        Attack.pod("a minus of nothing", "\"priority\":-"),
        Attack.pod("many containers", "\"containers\":[" + "{},".repeat(900_000) + "{}]"),
        Attack.pod(
            "as many containers as are read", "\"containers\":[" + "{},".repeat(45_000) + "{}]"),
        Attack.pod(
            "many ports",
            container
                + "\"ports\":["
                + "{\"containerPort\":80,\"name\":\"a\"},".repeat(80_000)
                + "{}]}]"),
        Attack.pod(
            "a huge amount", container + "\"resources\":{\"limits\":{\"cpu\":\"1e999999999\"}}}]"),
        Attack.pod(
            "a long amount",
            container
                + "\"resources\":{\"limits\":{\"cpu\":\""
                + "9".repeat(2_000_000)
                + "\"}}}]"));
  }

  private static Stream<Attack> patches() {
    String operations =
        "{\"op\":\"test\",\"path\":\"/kind\",\"value\":\"ConfigMap\"},".repeat(50_000);
    String copies = "{\"op\":\"copy\",\"from\":\"/data\",\"path\":\"/data/x\"},".repeat(9_900);
    return Stream.of(
        Attack.patch("a nested JSON patch", "json-patch+json", "[".repeat(DEEP)),
        Attack.patch(
            "a deep path",
            "json-patch+json",
            "[{\"op\":\"add\",\"path\":\"" + "/a".repeat(DEEP) + "\",\"value\":1}]"),
        Attack.patch(
            "an escaped path",
            "json-patch+json",
            "[{\"op\":\"add\",\"path\":\"" + "/~0".repeat(900_000) + "\",\"value\":1}]"),
        Attack.patch("many operations", "json-patch+json", "[" + operations + "{}]"),
        Attack.patch("copies of copies", "json-patch+json", "[" + copies + "{}]"),
        Attack.patch(
            "a large index",
            "json-patch+json",
            "[{\"op\":\"add\",\"path\":\"/metadata/finalizers/99999999999999999999\",\"value\":1}]"),
        Attack.patch("a nested merge patch", "merge-patch+json", "{\"a\":".repeat(DEEP)),
        Attack.patch(
            "a merge patch as deep as is read",
            "merge-patch+json",
            "{\"data\":".repeat(249) + "1" + "}".repeat(249)),
        Attack.patch(
            "a nested strategic patch", "strategic-merge-patch+json", "{\"a\":".repeat(DEEP)),
        Attack.patch(
            "a strategic patch as deep as is read",
            "strategic-merge-patch+json",
            "{\"data\":".repeat(249) + "1" + "}".repeat(249)),
        Attack.patch("a nested configuration", "apply-patch+yaml", "[".repeat(DEEP)),
        Attack.patch(
            "a configuration with a long word",
            "apply-patch+yaml",
            "a: \"" + "/~0".repeat(900_000)));
  }

  private static String map(String rest) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"x\"},"
        + rest
        + "}";
  }

  private static String numbered(String form, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> form.formatted(i))
        .collect(Collectors.joining(","));
  }

  /** Keys that all have the same hash. */
  private static String colliding(String form, String between) {
    return IntStream.range(0, 1 << 15)
        .mapToObj(
            bits ->
                form.formatted(
                    IntStream.range(0, 15)
                        .mapToObj(bit -> (bits >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining())))
        .collect(Collectors.joining(between));
  }

  private static byte[] compressed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      byte[] block = "[".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 100; i++) {
        gzip.write(block);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isRefusedAtOnce(Attack attack) throws Exception {
    byte[] request =
        Victim.request(
            attack.method(),
            attack.path(),
            "Content-Type: " + attack.type() + "\r\n",
            attack.body().get());
    long start = System.nanoTime();
    String answer = victim.answer(request);
    long millis = (System.nanoTime() - start) / 1_000_000;
    int status = Victim.status(answer);
    String told = answer.substring(0, Math.min(500, answer.length()));
    assertTrue(status >= 400 && status < 500, told);
    assertTrue(answer.contains("\"kind\":\"Status\""), told);
    assertTrue(millis <= Victim.AT_ONCE.toMillis(), "took " + millis + " ms: " + told);
  }

  @Test
  void aHundredMegabytesAreNotWaitedFor() throws Exception {
    byte[] head =
        "POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n "
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(413, Victim.status(victim.answer(head)));
  }

  @Test
  void aHundredMegabytesInChunksAreNotReadToTheirEnd() throws Exception {
    byte[] head =
        "POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8);
    byte[][] parts = new byte[1600][];
    java.util.Arrays.fill(
        parts, ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8));
    parts[0] = head;
    assertEquals(413, Victim.status(victim.answer(parts)));
  }
}

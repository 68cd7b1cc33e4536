package io.binnacle.itests.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.ApiClient.Reply;
import io.binnacle.itests.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plugins do that mean harm, or are badly made, and what becomes of the rest of the house. */
class HostilePluginIT {
  private static final String SNARES = "/apis/example.com/v1/namespaces/default/snares";
  private static final String PLUGINS = "/apis/binnacle.io/v1/plugins/";

  private static TestServer server;
  private static ApiClient client;
  private static Neighbours neighbours;
  private static Path deployed;
  private static int version;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start("--plugin-call-timeout=1s");
    deployed = server.folder().resolve("data/deploy/trap.jar");
    client = ApiClient.admin(server);
    neighbours = new Neighbours(ApiClient.admin(server), "neighbour");
  }

  @AfterAll
  static void stop() throws Exception {
    if (neighbours != null) {
      neighbours.stop();
    }
    server.close();
  }

  @AfterEach
  void takeAway() throws Exception {
    Files.deleteIfExists(deployed);
    await("the type is gone", () -> client.get(SNARES).status() == 404);
    await("its object is gone", () -> client.get(PLUGINS + "trap").status() == 404);
    assertEquals(List.of(), neighbours.wrong());
  }

  private static void drop(String... change) throws Exception {
    String[] texts = {"@PLURAL@", "snares", "@TEXT@", "mark"};
    String[] none = {"@START@", "", "@ADMISSION@", "", "@POISON@", "never"};
    List<String> all = new java.util.ArrayList<>(List.of(change));
    all.addAll(List.of(texts));
    all.addAll(List.of(none));
    SourceJar.make(
        deployed, "com.example.trap", "1.0." + version++, "Trap", all.toArray(String[]::new));
  }

  private static void dropServed(String... change) throws Exception {
    drop(change);
    await("the type is served", () -> client.get(SNARES).status() == 200);
  }

  private static Reply spring(String name, String where, String how) throws Exception {
    return client.post(
        SNARES,
        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Snare\",\"metadata\":{\"name\":\""
            + name
            + "\"},\"spec\":{\"where\":\""
            + where
            + "\",\"how\":\""
            + how
            + "\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "exception, 500, IllegalStateException, 201",
    "overflow, 500, StackOverflowError, 201",
    "linkage, 500, NoClassDefFoundError, 201",
    "memory, 500, OutOfMemoryError, 201",
    "exit, 500, ExitRefused, 201",
    "halt, 500, ExitRefused, 201",
    "sleep, 504, did not come back from validate, 201",
    "allocate, 504, did not come back from validate, 201",
    "hoard, 504, did not come back from validate, 201",
    "loop, 504, did not come back from validate, 503",
    "deadlock, 504, did not come back from validate, 503",
  })
  void aHarmfulCallFailsItsRequestAndNobodyElses(
      String how, int status, String words, int afterwards) throws Exception {
    dropServed();
    neighbours.begin();
    long began = System.nanoTime();
    Reply reply = spring("a-" + how, "validation", how);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    assertEquals(status, reply.status(), reply.text());
    assertTrue(reply.text().contains("plugin \\\"com.example.trap\\\""), reply.text());
    assertTrue(reply.text().contains(words), reply.text());
    // What does not end when interrupted is noticed a second later.
    TimeUnit.MILLISECONDS.sleep(afterwards == 503 ? 2000 : 200);
    began = System.nanoTime();
    Reply next = spring("after-" + how, "nowhere", "");
    long nextMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    assertEquals(afterwards, next.status(), next.text());
    assertEquals(200, client.get(SNARES).status(), "what is stored can still be read");
    if (afterwards == 503) {
      assertTrue(nextMillis < 900, "is not refused at once, but after " + nextMillis + " ms");
      await("its object tells", () -> plugin("trap", "state").equals("Failed"));
      assertTrue(plugin("trap", "reason").contains("does not end"), plugin("trap", "reason"));
    }
    System.out.printf(
        "hostile %s: %d after %d ms, then %d after %d ms; others %s%n",
        how, reply.status(), millis, next.status(), nextMillis, neighbours.latencies());
    client.delete(SNARES + "/after-" + how);
  }

  @Test
  void aSwitchedOffPluginIsCalledAgainOnceItsBundleIsReplaced() throws Exception {
    dropServed();
    spring("b", "validation", "loop");
    await("it is switched off", () -> spring("b", "nowhere", "").status() == 503);
    dropServed();
    await("it is called again", () -> spring("c", "nowhere", "").status() == 201);
    client.delete(SNARES + "/c").expect(200);
  }

  @Test
  void harmWhereItIsReadFailsThatFormOnly() throws Exception {
    dropServed();
    spring("column", "column", "overflow").expect(201);
    spring("conversion", "conversion", "exception").expect(201);
    assertEquals(200, client.get(SNARES).status());
    assertEquals(500, client.get(SNARES.replace("v1", "v1beta1")).status());
    assertTrue(server.kubectl().run("get", "snares").err().contains("StackOverflowError"));
    client.delete(SNARES + "/column").expect(200);
    client.delete(SNARES + "/conversion").expect(200);
  }

  @Test
  void anAdmissionPluginThatHangsIsPassedOver() throws Exception {
    // They are meant to be harmed: by a plugin that asks to see their writes.
    neighbours.stop();
    try {
      dropServed("@ADMISSION@", "loop");
      // The bundle's admission is a service of its own; it may come a moment after its type.
      AtomicInteger tried = new AtomicInteger();
      await(
          "a write is cut off, and the plugin named",
          () ->
              client
                  .createConfigMap("tried-" + tried.getAndIncrement(), "x")
                  .text()
                  .contains("plugin \\\"com.example.trap\\\""));
      await("writes pass", () -> client.createConfigMap("admitted-1", "x").status() != 504);
      await("its object tells", () -> plugin("trap", "state").equals("Failed"));
      System.out.println("hostile admission: " + plugin("trap", "reason"));
    } finally {
      neighbours = new Neighbours(ApiClient.admin(server), "neighbour-" + version);
    }
  }

  @Test
  void aStartThatFailsOrHangsHoldsUpNoOtherPlugin() throws Exception {
    drop("@START@", "exception");
    await("it has failed", () -> plugin("trap", "state").equals("Failed"));
    assertTrue(plugin("trap", "reason").contains("sprung"), plugin("trap", "reason"));
    drop("@START@", "loop");
    Path other = deployed.resolveSibling("other.jar");
    SourceJar.make(
        other,
        "com.example.other",
        "1.0.0",
        "Trap",
        "@PLURAL@",
        "others",
        "@START@",
        "",
        "@ADMISSION@",
        "",
        "@POISON@",
        "never");
    String others = SNARES.replace("snares", "others");
    await("the other serves", () -> client.get(others).status() == 200);
    await("it is called stuck", () -> plugin("trap", "reason").contains("has not come back"));
    Files.delete(other);
    await("the other is gone", () -> client.get(others).status() == 404);
  }

  @Test
  void threadsLeftBehindAreNamed() throws Exception {
    dropServed();
    spring("threads", "validation", "thread").expect(201);
    client.delete(SNARES + "/threads").expect(200);
    dropServed();
    await("they are named", () -> plugin("trap", "reason").contains("trap-thread"));
  }

  @Test
  void whatACodecCannotReadIsSetAsideAndNamed() throws Exception {
    dropServed();
    spring("good", "nowhere", "").expect(201);
    spring("bad", "nowhere", "hemlock").expect(201);
    dropServed("@POISON@", "hemlock");
    await("it is named", () -> plugin("trap", "reason").contains("/bad: there is poison in it"));
    assertEquals(200, client.get(SNARES + "/good").status());
    assertEquals(500, client.get(SNARES + "/bad").status());
    assertEquals(1, client.get(SNARES).items().size());
    dropServed();
    await("it can be read again", () -> client.get(SNARES + "/bad").status() == 200);
    client.delete(SNARES + "/bad").expect(200);
    client.delete(SNARES + "/good").expect(200);
  }

  private static String plugin(String name, String field) throws Exception {
    return client.get(PLUGINS + name).field("status", field);
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 60 s: " + what + "\n" + server.log());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}

package io.binnacle.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists whose readers take their time. */
@Timeout(120)
final class SlowReadersTest {
  private static final String PATH = "/api/v1/namespaces/slow/configmaps";
  private static final int READERS = 20;
  private static final int OBJECTS = 40;
  private static final int OBJECT_BYTES = 500_000;

  @TempDir static Path folder;
  private static RunningServer server;

  /** It has room for these readers and no more. */
  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(folder, 0, READERS);
    String large = "x".repeat(OBJECT_BYTES);
    for (int i = 0; i < OBJECTS; i++) {
      String body = "{\"metadata\":{\"name\":\"c%03d\"},\"data\":{\"k\":\"%s\"}}";
      server.send("POST", PATH, body.formatted(i, large));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static long heapInUse() throws InterruptedException {
    System.gc();
    TimeUnit.MILLISECONDS.sleep(100);
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static List<InputStream> startReading(HttpClient.Version version) throws Exception {
    List<InputStream> bodies = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      HttpResponse<InputStream> response =
          server
              .client(version)
              .send(server.request(PATH).build(), HttpResponse.BodyHandlers.ofInputStream());
      assertEquals(200, response.statusCode());
      bodies.add(response.body());
    }
    return bodies;
  }

  /** Asks on a connection of its own, as streams that nobody reads take up the window of theirs. */
  private static int ask() throws Exception {
    return server
        .client(HttpClient.Version.HTTP_1_1)
        .send(server.request(PATH + "/c000").build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void closeAll(List<InputStream> bodies) throws Exception {
    for (InputStream body : bodies) {
      body.close();
    }
    while (ask() == 429) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** The client holds some of what it is sent, too; a server that did not wait needs 400 MB. */
  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void manyOfThemNeedNoMoreThanABufferEach(HttpClient.Version version) throws Exception {
    long before = heapInUse();
    List<InputStream> bodies = startReading(version);
    TimeUnit.MILLISECONDS.sleep(500);
    long grown = heapInUse() - before;
    assertTrue(grown < 100L * 1024 * 1024, "the heap has grown by " + grown + " bytes");
    assertEquals(429, ask());
    closeAll(bodies);
  }

  @Test
  void whoReadsInTheEndGetsAll() throws Exception {
    List<InputStream> bodies = startReading(HttpClient.Version.HTTP_1_1);
    byte[] first = bodies.get(0).readAllBytes();
    assertTrue(first.length > OBJECTS * OBJECT_BYTES);
    assertArrayEquals(first, bodies.get(READERS - 1).readAllBytes());
    closeAll(bodies);
  }

  @Test
  void thoseThatGoAwayLeaveTheirPlacesToOthers() throws Exception {
    for (int round = 0; round < 3; round++) {
      closeAll(startReading(HttpClient.Version.HTTP_2));
    }
  }
}

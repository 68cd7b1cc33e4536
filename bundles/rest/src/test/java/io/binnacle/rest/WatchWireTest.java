package io.binnacle.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.schema.json.Json;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class WatchWireTest {
  private static final String PATH = "/api/v1/namespaces/w/configmaps";

  @TempDir static Path folder;

  private static BufferedReader watch(
      RunningServer server, HttpClient.Version version, String query) throws Exception {
    HttpResponse<InputStream> response =
        server
            .client(version)
            .send(
                server.request(PATH + "?watch=1" + query).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, response.statusCode());
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static void create(RunningServer server, String name) throws Exception {
    server.send("POST", PATH, "{\"metadata\":{\"name\":\"" + name + "\"},\"data\":{}}");
  }

  private static Map<?, ?> event(BufferedReader lines) throws Exception {
    return (Map<?, ?>) Json.parse(lines.readLine());
  }

  private static Object name(Map<?, ?> event) {
    return ((Map<?, ?>) ((Map<?, ?>) event.get("object")).get("metadata")).get("name");
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void eventsComeAsTheyHappen(HttpClient.Version version) throws Exception {
    try (RunningServer server = new RunningServer(folder)) {
      create(server, "a");
      BufferedReader lines = watch(server, version, "");
      assertEquals("a", name(event(lines)));
      create(server, "b");
      Map<?, ?> added = event(lines);
      assertEquals("ADDED", added.get("type"));
      assertEquals("b", name(added));
      server.send("DELETE", PATH + "/b", "");
      assertEquals("DELETED", event(lines).get("type"));
    }
  }

  @Test
  void allWatchesOfAConnectionGetAllEventsInOrder() throws Exception {
    try (RunningServer server = new RunningServer(folder)) {
      List<BufferedReader> watches = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        watches.add(watch(server, HttpClient.Version.HTTP_2, "&resourceVersion=10"));
      }
      for (int i = 0; i < 40; i++) {
        create(server, "e" + i);
      }
      for (BufferedReader lines : watches) {
        for (int i = 0; i < 40; i++) {
          assertEquals("e" + i, name(event(lines)));
        }
      }
      for (BufferedReader lines : watches) {
        lines.close();
      }
      awaitNoWatches(server);
    }
  }

  @Test
  void aWatchThatNobodyReadsHoldsUpNoOther() throws Exception {
    try (RunningServer server = new RunningServer(folder)) {
      String large = "x".repeat(500_000);
      BufferedReader idle = watch(server, HttpClient.Version.HTTP_2, "&resourceVersion=10");
      for (int i = 0; i < 80; i++) {
        server.send(
            "POST",
            PATH,
            "{\"metadata\":{\"name\":\"l" + i + "\"},\"data\":{\"k\":\"" + large + "\"}}");
      }
      BufferedReader lines = watch(server, HttpClient.Version.HTTP_2, "&resourceVersion=90");
      create(server, "small");
      assertEquals("small", name(event(lines)));
      idle.close();
      lines.close();
      awaitNoWatches(server);
    }
  }

  @Test
  void aQuietWatchIsAnsweredAtOnceAndEndsInTime() throws Exception {
    try (RunningServer server = new RunningServer(folder)) {
      long started = System.nanoTime();
      BufferedReader lines =
          watch(server, HttpClient.Version.HTTP_1_1, "&resourceVersion=10&timeoutSeconds=1");
      assertTrue(System.nanoTime() - started < Duration.ofMillis(900).toNanos());
      assertEquals(null, lines.readLine());
      awaitNoWatches(server);
    }
  }

  private static void awaitNoWatches(RunningServer server) throws InterruptedException {
    while (server.store.openWatches() > 0) {
      Thread.sleep(5);
    }
  }

  @Test
  void aWatchFromTooOldARevisionIsToldItExpired() throws Exception {
    try (RunningServer server = new RunningServer(folder)) {
      BufferedReader lines = watch(server, HttpClient.Version.HTTP_2, "&resourceVersion=1");
      Map<?, ?> event = event(lines);
      assertEquals("ERROR", event.get("type"));
      assertEquals("Expired", ((Map<?, ?>) event.get("object")).get("reason"));
      assertEquals(null, lines.readLine());
    }
  }

  @Test
  void aClientThatGoesAwayLeavesNothingBehind() throws Exception {
    try (RunningServer server = new RunningServer(folder)) {
      BufferedReader lines = watch(server, HttpClient.Version.HTTP_2, "&resourceVersion=10");
      assertEquals(1, server.store.openWatches());
      lines.close();
      awaitNoWatches(server);
    }
  }

  @Test
  void aTypesWatchesEndWhenItGoes() throws Exception {
    try (RunningServer server = new RunningServer(folder)) {
      BufferedReader lines = watch(server, HttpClient.Version.HTTP_1_1, "&resourceVersion=10");
      server.server.unregisterResourceHandlers(server.store);
      server.store.close();
      assertEquals(null, lines.readLine());
      assertEquals(404, server.get(PATH).statusCode());
    }
  }

  @Test
  void stoppingTheServerEndsWatchesCleanly() throws Exception {
    RunningServer server = new RunningServer(folder);
    BufferedReader lines = watch(server, HttpClient.Version.HTTP_1_1, "&resourceVersion=10");
    long started = System.nanoTime();
    server.close();
    assertEquals(null, lines.readLine());
    assertTrue(System.nanoTime() - started < Duration.ofSeconds(2).toNanos());
  }

  @Test
  void tableEventsNameTheColumnsOnce() throws Exception {
    try (RunningServer server = new RunningServer(folder)) {
      create(server, "a");
      create(server, "b");
      HttpResponse<InputStream> response =
          server
              .client(HttpClient.Version.HTTP_2)
              .send(
                  server
                      .request(PATH + "?watch=1")
                      .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                      .build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
      Map<?, ?> first = (Map<?, ?>) event(lines).get("object");
      Map<?, ?> second = (Map<?, ?>) event(lines).get("object");
      assertTrue(first.get("columnDefinitions") != null);
      assertEquals(null, second.get("columnDefinitions"));
    }
  }
}

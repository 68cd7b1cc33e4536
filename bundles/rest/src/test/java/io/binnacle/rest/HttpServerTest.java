package io.binnacle.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests over real TLS. Each test works in a namespace of its own. */
final class HttpServerTest {
  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static String path(String namespace) {
    return "/api/v1/namespaces/" + namespace + "/configmaps";
  }

  private static void create(String namespace, String name) throws Exception {
    HttpResponse<String> made =
        server.send(
            "POST",
            path(namespace),
            "{\"metadata\":{\"name\":\"" + name + "\"},\"data\":{\"k\":\"v\"}}");
    assertEquals(201, made.statusCode(), made.body());
  }

  private static Object at(Object tree, Object... steps) {
    for (Object step : steps) {
      tree = step instanceof Integer i ? ((List<?>) tree).get(i) : ((Map<?, ?>) tree).get(step);
    }
    return tree;
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void speaksBothVersionsOfHttp(HttpClient.Version version) throws Exception {
    HttpResponse<String> answer =
        server
            .client(version)
            .send(server.request("/version").build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode());
    assertEquals(version, answer.version());
    assertEquals("36", RunningServer.tree(answer).get("minor"));
  }

  @Test
  void anObjectIsCreatedReadChangedAndDeleted() throws Exception {
    create("life", "a");
    HttpResponse<String> read = server.get(path("life") + "/a");
    assertEquals(200, read.statusCode());
    assertEquals("application/json", read.headers().firstValue("Content-Type").orElse(""));
    assertEquals("no-cache, private", read.headers().firstValue("Cache-Control").orElse(""));
    assertEquals("v", at(RunningServer.tree(read), "data", "k"));
    HttpResponse<String> patched =
        server.send(
            "PATCH",
            path("life") + "/a",
            "{\"data\":{\"l\":\"w\"}}",
            "Content-Type",
            "application/merge-patch+json");
    assertEquals(Map.of("k", "v", "l", "w"), RunningServer.tree(patched).get("data"));
    HttpResponse<String> put =
        server.send("PUT", path("life") + "/a", "{\"metadata\":{\"name\":\"a\"},\"data\":{}}");
    assertEquals(200, put.statusCode(), put.body());
    HttpResponse<String> deleted = server.send("DELETE", path("life") + "/a", "");
    assertEquals("Success", RunningServer.tree(deleted).get("status"));
    HttpResponse<String> gone = server.get(path("life") + "/a");
    assertEquals(404, gone.statusCode());
    assertEquals("configmaps \"a\" not found", RunningServer.tree(gone).get("message"));
  }

  @Test
  void aListsItemsDoNotNameTheirKind() throws Exception {
    create("list", "a");
    create("list", "b");
    Map<?, ?> list = RunningServer.tree(server.get(path("list")));
    assertEquals("ConfigMapList", list.get("kind"));
    assertEquals(2, ((List<?>) list.get("items")).size());
    assertTrue(!((Map<?, ?>) at(list, "items", 0)).containsKey("kind"));
    assertEquals("a", at(list, "items", 0, "metadata", "name"));
  }

  @Test
  void pagesShowOneSnapshot() throws Exception {
    for (String name : List.of("a", "b", "c", "d")) {
      create("pages", name);
    }
    Map<?, ?> first = RunningServer.tree(server.get(path("pages") + "?limit=2"));
    assertEquals(2L, at(first, "metadata", "remainingItemCount"));
    server.send("DELETE", path("pages") + "/c", "");
    Map<?, ?> second =
        RunningServer.tree(
            server.get(path("pages") + "?limit=2&continue=" + at(first, "metadata", "continue")));
    assertEquals("c", at(second, "items", 0, "metadata", "name"));
    assertEquals("d", at(second, "items", 1, "metadata", "name"));
    assertTrue(!((Map<?, ?>) second.get("metadata")).containsKey("continue"));
  }

  @Test
  void aTableHasColumnsAndRows() throws Exception {
    create("tables", "a");
    Map<?, ?> table =
        RunningServer.tree(
            server.get(path("tables"), "Accept", "application/json;as=Table;v=v1;g=meta.k8s.io"));
    assertEquals("Table", table.get("kind"));
    assertEquals("Name", at(table, "columnDefinitions", 0, "name"));
    assertTrue(
        at(table, "columnDefinitions", 0, "description").toString().startsWith("Name must be"));
    assertEquals("a", at(table, "rows", 0, "cells", 0));
    assertEquals("PartialObjectMetadata", at(table, "rows", 0, "object", "kind"));
  }

  @Test
  void yamlGoesInAndOut() throws Exception {
    HttpResponse<String> made =
        server.send(
            "POST",
            path("yaml"),
            "---\nmetadata:\n  name: y\ndata:\n  k: |\n    two\n    lines\n---\nkind: Other\n",
            "Content-Type",
            "application/yaml");
    assertEquals(201, made.statusCode(), made.body());
    HttpResponse<String> read = server.get(path("yaml") + "/y", "Accept", "application/yaml");
    assertEquals("application/yaml", read.headers().firstValue("Content-Type").orElse(""));
    assertTrue(read.body().contains("kind: ConfigMap\n"), read.body());
    HttpResponse<String> error = server.get(path("yaml") + "/no", "Accept", "application/yaml");
    assertTrue(error.body().startsWith("apiVersion: v1\ncode: 404\n"), error.body());
  }

  @Test
  void largeListsAreCompressed() throws Exception {
    String large = "x".repeat(60_000);
    for (String name : List.of("a", "b", "c")) {
      server.send(
          "POST",
          path("large"),
          "{\"metadata\":{\"name\":\"" + name + "\"},\"data\":{\"k\":\"" + large + "\"}}");
    }
    HttpRequest request = server.request(path("large")).header("Accept-Encoding", "gzip").build();
    HttpResponse<byte[]> zipped =
        server
            .client(HttpClient.Version.HTTP_1_1)
            .send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertEquals("gzip", zipped.headers().firstValue("Content-Encoding").orElse(""));
    assertTrue(zipped.body().length < 20_000);
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
    assertArrayEquals(server.get(path("large")).body().getBytes(StandardCharsets.UTF_8), plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/apis/nope|404|''",
        "GET|/apis/nope/v1/things|404|''",
        "GET|//api/v1|404|''",
        "GET|/nope|404|''",
        "GET|/api/v2|404|NotFound",
        "GET|/api/v1/nope|404|NotFound",
        "GET|/api/v1/configmaps/x|404|NotFound",
        "GET|/api/v1/namespaces/n/configmaps/a/nope|404|NotFound",
        "GET|/api/v1/namespaces/n/configmaps/a/b/c|404|NotFound",
        "GET|/api/v1/namespaces/n/configmaps/..|400|BadRequest",
        "POST|/api/v1|405|MethodNotAllowed",
        "POST|/api/v1/configmaps|405|MethodNotAllowed",
        "PUT|/api/v1/namespaces/n/configmaps|405|MethodNotAllowed",
        "POST|/api/v1/namespaces/n/configmaps/a|405|MethodNotAllowed",
        "OPTIONS|/version|405|MethodNotAllowed",
        "FOO|/api/v1/configmaps|405|MethodNotAllowed",
        "DELETE|/api/v1/namespaces/n/configmaps/a/status|405|MethodNotAllowed",
        "GET|/healthz/nope|404|''"
      })
  void whatIsNotThereIsToldInTheOriginalsWay(String method, String path, int code, String reason)
      throws Exception {
    HttpResponse<String> answer = server.send(method, path, "");
    assertEquals(code, answer.statusCode(), answer.body());
    if (reason.isEmpty()) {
      assertEquals("404 page not found\n", answer.body());
    } else {
      assertEquals(reason, RunningServer.tree(answer).get("reason"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|application/json|400|the object provided is unrecognized (must be of type ConfigMap):"
            + " couldn't get version/kind; json parse error: unexpected end of JSON input ({)",
        "{}|text/plain|415|the body of the request was in an unknown format - accepted media types"
            + " include: application/json, application/yaml, application/vnd.kubernetes.protobuf",
        "{\"kind\":\"Nope\"}|application/json|400|Nope in version \"v1\" cannot be handled as a"
            + " ConfigMap: no kind \"Nope\" is registered for version \"v1\" in scheme"
            + " \"pkg/api/legacyscheme/scheme.go:30\"",
        "{\"metadata\":{\"name\":\"x\",\"namespace\":\"o\"}}|application/json|400|the namespace of"
            + " the provided object does not match the namespace sent on the request"
      })
  void badBodiesAreRefused(String body, String type, int code, String message) throws Exception {
    HttpResponse<String> answer = server.send("POST", path("bad"), body, "Content-Type", type);
    assertEquals(code, answer.statusCode());
    assertEquals(message, RunningServer.tree(answer).get("message"));
  }

  @Test
  void duplicateFieldsAreWarnedOfOrRefused() throws Exception {
    String body = "{\"metadata\":{\"name\":\"d\"},\"data\":{\"k\":\"1\",\"k\":\"2\"}}";
    HttpResponse<String> refused =
        server.send("POST", path("dup") + "?fieldValidation=Strict", body);
    assertEquals(
        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error:"
            + " duplicate field \"data.k\"",
        RunningServer.tree(refused).get("message"));
    HttpResponse<String> warned = server.send("POST", path("dup"), body);
    assertEquals(
        "299 - \"duplicate field \\\"data.k\\\"\"",
        warned.headers().firstValue("Warning").orElse(""));
  }

  @Test
  void aBodyTooLargeIsRefused() throws Exception {
    HttpResponse<String> answer = server.send("POST", path("big"), " ".repeat(3 * 1024 * 1024 + 1));
    assertEquals(413, answer.statusCode());
    assertEquals("RequestEntityTooLarge", RunningServer.tree(answer).get("reason"));
  }

  @Test
  void whoMayNotIsToldSo() throws Exception {
    HttpRequest.Builder request = server.request(path("secret") + "/x");
    HttpResponse<String> forbidden =
        server
            .client(HttpClient.Version.HTTP_1_1)
            .send(
                request.setHeader("Authorization", "Bearer nobody").build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(403, forbidden.statusCode());
    assertEquals(
        "configmaps \"x\" is forbidden: User \"nobody\" cannot get resource \"configmaps\" in API"
            + " group \"\" in the namespace \"secret\"",
        RunningServer.tree(forbidden).get("message"));
    HttpResponse<String> unknown =
        server
            .client(HttpClient.Version.HTTP_1_1)
            .send(
                request.setHeader("Authorization", "Bearer who").build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(401, unknown.statusCode());
  }

  @Test
  void discoveryComesInBothForms() throws Exception {
    Map<?, ?> legacy = RunningServer.tree(server.get("/api/v1"));
    assertEquals("configmaps", at(legacy, "resources", 0, "name"));
    assertEquals("configmaps/status", at(legacy, "resources", 1, "name"));
    String accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    HttpResponse<String> response = server.get("/api", "Accept", accept);
    assertEquals(accept, response.headers().firstValue("Content-Type").orElse(""));
    Map<?, ?> aggregated = RunningServer.tree(response);
    assertEquals(
        "ConfigMap",
        at(aggregated, "items", 0, "versions", 0, "resources", 0, "responseKind", "kind"));
    String tag = response.headers().firstValue("Etag").orElse("");
    assertEquals(304, server.get("/api", "Accept", accept, "If-None-Match", tag).statusCode());
  }

  @Test
  void healthIsToldCheckByCheck() throws Exception {
    assertEquals("ok", server.get("/readyz").body());
    assertTrue(server.get("/livez?verbose").body().contains("[+]ping ok\n"));
    assertTrue(server.get("/readyz?verbose&exclude=ping").body().contains("ping excluded: ok"));
    assertEquals("ok", server.get("/livez/ping").body());
  }

  @Test
  void metricsCountRequests() throws Exception {
    create("metrics", "a");
    String text = server.get("/metrics").body();
    assertTrue(text.contains("# TYPE apiserver_request_total counter\n"));
    assertTrue(
        text.contains(
            "apiserver_request_total{verb=\"CREATE\",group=\"\",version=\"v1\","
                + "resource=\"configmaps\",subresource=\"\",scope=\"namespace\",code=\"201\"}"),
        text);
  }

  @Test
  void openApiTellsWhatAPatchTakes() throws Exception {
    Object url =
        at(RunningServer.tree(server.get("/openapi/v3")), "paths", "api/v1", "serverRelativeURL");
    HttpResponse<String> response = server.get(String.valueOf(url));
    assertEquals("public, immutable", response.headers().firstValue("Cache-Control").orElse(""));
    Object patch =
        at(
            RunningServer.tree(response),
            "paths",
            "/api/v1/namespaces/{namespace}/configmaps/{name}",
            "patch");
    assertEquals("ConfigMap", at(patch, "x-kubernetes-group-version-kind", "kind"));
    assertTrue(String.valueOf(at(patch, "parameters")).contains("name=fieldValidation"));
    assertEquals(301, server.get("/openapi/v3/api/v1?hash=00").statusCode());
    assertEquals(404, server.get("/openapi/v3/apis/nope/v1").statusCode());
  }

  @Test
  void tooManyAtOnceAreAskedToComeBack() throws Exception {
    try (RunningServer small = new RunningServer(folder, 0, 1)) {
      CountDownLatch hold = new CountDownLatch(1);
      small.store.hold = hold;
      var first =
          small
              .client(HttpClient.Version.HTTP_1_1)
              .sendAsync(
                  small.request(path("limit")).build(), HttpResponse.BodyHandlers.ofString());
      while (small.store.waiting == 0) {
        Thread.sleep(5);
      }
      HttpResponse<String> second = small.get(path("limit"));
      assertEquals(429, second.statusCode());
      assertEquals("1", second.headers().firstValue("Retry-After").orElse(""));
      assertEquals(200, small.get("/livez").statusCode());
      hold.countDown();
      assertEquals(200, first.get().statusCode());
      assertEquals(200, small.get(path("limit")).statusCode());
    }
  }

  @Test
  void aDefectInATypeFailsTheRequestAndNoOther() throws Exception {
    create("defect", "broken");
    HttpResponse<String> table =
        server.get(path("defect"), "Accept", "application/json;as=Table;v=v1;g=meta.k8s.io");
    assertEquals(500, table.statusCode());
    assertEquals(
        "Internal error occurred: this one cannot be read",
        RunningServer.tree(table).get("message"));
    assertEquals(200, server.get(path("defect")).statusCode());
  }

  @Test
  void aReadyServerSaysWhereItServes() {
    assertEquals(1, server.announced.size());
    assertEquals(server.server.url(), server.announced.get(0).get("binnacle.serving"));
  }

  @Test
  void aTakenPortIsToldInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var failure =
          assertThrows(
              IllegalStateException.class,
              () -> new RunningServer(folder, taken.getLocalPort(), 400));
      assertEquals(
          "cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already in use",
          failure.getMessage());
    }
  }
}

package io.binnacle.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.api.type.Verb;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and with which of several things wrong a client is told first. */
final class RefusedRequestsTest {
  @TempDir static Path folder;
  private static RunningServer server;

  /** A type that is only told of, never asked for anything. */
  private record Told(String plural, Set<Verb> verbs, List<Subresource> subresources)
      implements ResourceType {
    @Override
    public GroupResource resource() {
      return new GroupResource("", plural);
    }

    @Override
    public String kind() {
      return "Told";
    }

    @Override
    public boolean isNamespaced() {
      return true;
    }

    @Override
    public List<TypeVersion> versions() {
      return TestType.PLAIN.versions();
    }

    ResourceStore store() {
      return (ResourceStore)
          Proxy.newProxyInstance(
              Told.class.getClassLoader(),
              new Class<?>[] {ResourceStore.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "type" -> this;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> null;
                  });
    }
  }

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(folder);
    server.server.registerResourceHandlers(
        new Told("bindings", Set.of(Verb.CREATE), List.of()).store());
    server.server.registerResourceHandlers(
        new Told(
                "pods",
                Set.of(Verb.GET),
                List.of(
                    connect("proxy", Subresource.Manner.PROXY),
                    connect("log", Subresource.Manner.STREAM)))
            .store());
    HttpResponse<String> made =
        server.send("POST", "/api/v1/namespaces/n/configmaps", "{\"metadata\":{\"name\":\"a\"}}");
    assertEquals(201, made.statusCode(), made.body());
  }

  private static Subresource connect(String name, Subresource.Manner manner) {
    return new Subresource.Connect(
        name, new GroupVersionKind("", "v1", "Told"), manner, call -> Optional.empty());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"GET,/a", "PUT,/a", "OPTIONS,/a", "DELETE,/a"})
  void whatIsOnlyPostedHasNoNames(String method, String below) throws Exception {
    HttpResponse<String> answer = server.send(method, "/api/v1/namespaces/n/bindings" + below, "");
    assertEquals(404, answer.statusCode());
    assertEquals(
        "the server could not find the requested resource",
        RunningServer.tree(answer).get("message"));
    assertEquals(405, server.get("/api/v1/namespaces/n/bindings").statusCode());
    assertEquals(404, server.get("/api/v1/bindings").statusCode());
  }

  /** Whoever asks, and for whatever. */
  @ParameterizedTest
  @CsvSource({"GET,/version", "GET,/nowhere", "DELETE,/api/v1/namespaces/n/configmaps/a"})
  void aTimeoutThatIsNoneIsRefused(String method, String path) throws Exception {
    assertEquals(400, server.send(method, path + "?timeout=soon", "").statusCode());
  }

  @Test
  void aDryRunIsNotHandedOn() throws Exception {
    String path = "/api/v1/namespaces/n/pods/a/";
    HttpResponse<String> answer = server.send("POST", path + "proxy?dryRun=", "");
    assertEquals(400, answer.statusCode());
    assertEquals("dryRun is not supported", RunningServer.tree(answer).get("message"));
    assertEquals(204, server.get(path + "log?dryRun=All").statusCode());
    assertEquals(406, server.get(path + "log", "Accept", "image/png").statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|PartialObjectMetadata|406|you requested PartialObjectMetadata, but the requested object"
            + " is a list (*core.ConfigMapList)",
        "/a|PartialObjectMetadataList|406|you requested PartialObjectMetadataList, but the"
            + " requested object is not a list (*core.ConfigMap)",
        "/b|PartialObjectMetadataList|404|configmaps \"b\" not found",
        "?limit=x|PartialObjectMetadata|400|strconv.ParseInt: parsing \"x\": invalid syntax"
      })
  void metadataOfTheWrongShapeIsRefused(String below, String as, int code, String message)
      throws Exception {
    HttpResponse<String> answer =
        server.get(
            "/api/v1/namespaces/n/configmaps" + below,
            "Accept",
            "application/json;v=v1;g=meta.k8s.io;as=" + as);
    assertEquals(code, answer.statusCode());
    assertEquals(message, RunningServer.tree(answer).get("message"));
  }

  @Test
  void aPatchsTypeIsLookedAtBeforeTheAnswers() throws Exception {
    HttpResponse<String> answer =
        server.send(
            "PATCH",
            "/api/v1/namespaces/n/configmaps/a",
            "{}",
            "Content-Type",
            "application/json",
            "Accept",
            "image/png");
    assertEquals(415, answer.statusCode());
  }

  @ParameterizedTest
  @CsvSource({"POST,text/plain,415", "POST,application/json,422", "PUT,text/plain,422"})
  void aCreatesTypeIsLookedAtBeforeItsOptions(String method, String type, int code)
      throws Exception {
    String path = "/api/v1/namespaces/n/configmaps" + (method.equals("PUT") ? "/a" : "");
    HttpResponse<String> answer =
        server.send(method, path + "?fieldValidation=nope", "{}", "Content-Type", type);
    assertEquals(code, answer.statusCode(), answer.body());
  }

  @ParameterizedTest
  @CsvSource({"'',406", "&fieldSelector=nope=1,400", "&resourceVersion=x,500"})
  void aWatchsOptionsAreLookedAtBeforeItsForm(String query, int code) throws Exception {
    HttpResponse<String> answer =
        server.get("/api/v1/namespaces/n/configmaps?watch=1" + query, "Accept", "application/yaml");
    assertEquals(code, answer.statusCode(), answer.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resourceVersion=x|400|invalid resource version: resourceVersion: Invalid value: \"x\":"
            + " strconv.ParseUint: parsing \"x\": invalid syntax",
        "resourceVersion=1&resourceVersionMatch=Exact|410|too old",
        "watch=1&resourceVersionMatch=Exact&sendInitialEvents=true|422|ListOptions.meta.k8s.io \"\""
            + " is invalid: [resourceVersionMatch: Forbidden: sendInitialEvents requires setting"
            + " resourceVersionMatch to NotOlderThan, resourceVersionMatch: Unsupported value:"
            + " \"Exact\": supported values: \"NotOlderThan\"]"
      })
  void deletingManyListsThemFirst(String query, int code, String message) throws Exception {
    HttpResponse<String> answer =
        server.send("DELETE", "/api/v1/namespaces/n/configmaps?" + query, "");
    assertEquals(code, answer.statusCode(), answer.body());
    assertEquals(message, RunningServer.tree(answer).get("message"));
    assertEquals(200, server.get("/api/v1/namespaces/n/configmaps/a").statusCode());
  }

  @Test
  void aDeletionWithABodyDoesNotLookAtTheParameters() throws Exception {
    String path = "/api/v1/namespaces/n/configmaps/b?gracePeriodSeconds=x";
    assertEquals(404, server.send("DELETE", path, "null").statusCode());
    assertEquals(400, server.send("DELETE", path, "").statusCode());
  }

  @Test
  void aWatchWithoutTimeEnds() throws Exception {
    HttpResponse<String> answer =
        server.get("/api/v1/namespaces/n/configmaps?watch=1&timeoutSeconds=-1");
    assertEquals(200, answer.statusCode());
  }

  @Test
  void aBodyThatIsNoObjectAsksForNoDeletion() throws Exception {
    HttpResponse<String> answer = server.send("DELETE", "/api/v1/namespaces/n/configmaps/a", "[]");
    assertEquals(400, answer.statusCode());
    assertEquals(
        "couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of"
            + " type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
            + " \"json:\\\"kind,omitempty\\\"\" }",
        RunningServer.tree(answer).get("message"));
  }
}

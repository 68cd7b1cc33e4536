package io.binnacle.itests;

import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * Requests to one server, answers as trees. Any number of threads may use one; all methods throw
 * {@link IOException} when the server is not there.
 */
public final class ApiClient {
  private static final Duration LIMIT = Duration.ofSeconds(70);

  private final HttpClient http;
  private final String url;

  /** A client that shows whatever certificate the context has. */
  public ApiClient(SSLContext tls, String url) {
    this.http = HttpClient.newBuilder().sslContext(tls).connectTimeout(LIMIT).build();
    this.url = url;
  }

  /** A client with the administrator's certificate. */
  public static ApiClient admin(TestServer server) throws GeneralSecurityException, IOException {
    return new ApiClient(server.tls(), server.url());
  }

  public Reply get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  /** A list as a Table. */
  public Reply table(String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
            .GET());
  }

  public Reply post(String path, String body) throws IOException, InterruptedException {
    return send(json(path).POST(BodyPublishers.ofString(body)));
  }

  public Reply put(String path, String body) throws IOException, InterruptedException {
    return send(json(path).PUT(BodyPublishers.ofString(body)));
  }

  /** Sends a patch of RFC 7386. */
  public Reply mergePatch(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", BodyPublishers.ofString(body)));
  }

  public Reply delete(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).DELETE());
  }

  /** Makes a ConfigMap in the namespace default with this text in it. */
  public Reply createConfigMap(String name, String text) throws IOException, InterruptedException {
    return post("/api/v1/namespaces/default/configmaps", configMap(name, text));
  }

  /** Opens a watch; the path says from where. */
  public EventStream watch(String path) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(HttpRequest.newBuilder(uri(path)).GET().build(), BodyHandlers.ofInputStream());
    return new EventStream(response.statusCode(), response.body());
  }

  /** A ConfigMap as JSON. */
  public static String configMap(String name, String text) {
    return Json.text(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "ConfigMap",
            "metadata",
            Map.of("name", name),
            "data",
            Map.of("text", text)));
  }

  private HttpRequest.Builder json(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json");
  }

  private URI uri(String path) {
    return URI.create(url + path);
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.timeout(LIMIT).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Reply(response.statusCode(), response.body());
  }

  /**
   * What was answered.
   *
   * @param status the HTTP status
   * @param text the body
   */
  public record Reply(int status, String text) {
    /** This, if its status is the one expected. */
    public Reply expect(int expected) {
      if (status != expected) {
        throw new AssertionError("expected " + expected + ", got " + status + ": " + text);
      }
      return this;
    }

    /** The body as a tree; empty if it is none. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> body() {
      try {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map
            ? (Map<String, Object>) map
            : Map.of();
      } catch (JsonException e) {
        return Map.of();
      }
    }

    /** A text or number below the body's top, "" where there is none. */
    public String field(String... path) {
      return field(body(), path);
    }

    /** The objects of a list. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> items() {
      return body().get("items") instanceof List<?> items
          ? (List<Map<String, Object>>) items
          : List.of();
    }

    /** A text or number in a tree, "" where there is none. */
    public static String field(Object tree, String... path) {
      Object at = tree;
      for (String name : path) {
        at = at instanceof Map<?, ?> map ? map.get(name) : null;
      }
      return at == null ? "" : at.toString();
    }
  }
}

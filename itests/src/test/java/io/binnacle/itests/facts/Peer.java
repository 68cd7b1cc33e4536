package io.binnacle.itests.facts;

import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Asks the server; everything that it answers is a tree. */
final class Peer {
  private final HttpClient http;
  private final String url;
  private final String token;

  Peer(SSLContext trust, String url, String token) {
    this.http = HttpClient.newBuilder().sslContext(trust).build();
    this.url = url;
    this.token = token;
  }

  String token() {
    return token;
  }

  record Answer(int code, Map<String, Object> body) {}

  Map<String, Object> get(String path, String accept) throws IOException, InterruptedException {
    return send("GET", path, "", "Accept:" + accept).body();
  }

  /**
   * @param headers {@code Name:value}, several joined by spaces
   */
  @SuppressWarnings("unchecked")
  Answer send(String method, String path, String body, String headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .header("User-Agent", "facts")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!headers.contains("Content-Type:") && !body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    for (String header : headers.split(" (?=[A-Z][A-Za-z-]*:)")) {
      int colon = header.indexOf(':');
      if (colon > 0 && !header.endsWith(":None")) {
        request.header(header.substring(0, colon), header.substring(colon + 1));
      }
    }
    HttpResponse<String> response =
        http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      Object tree = Json.parse(response.body());
      return new Answer(
          response.statusCode(),
          tree instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of());
    } catch (JsonException e) {
      // A refusal in protobuf was recorded as the text that its bytes are.
      return new Answer(
          response.statusCode(),
          response.body().startsWith("k8s") ? Map.of("message", response.body()) : Map.of());
    }
  }

  /** What is at the path of keys; an empty list where there is nothing. */
  static List<Map<String, Object>> list(Object tree, String... path) {
    Object at = at(tree, path);
    List<Map<String, Object>> result = new ArrayList<>();
    if (at instanceof List<?> list) {
      for (Object each : list) {
        result.add(map(each));
      }
    }
    return result;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object tree, String... path) {
    return at(tree, path) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  static String text(Object tree, String... path) {
    Object at = at(tree, path);
    return at == null ? "" : at.toString();
  }

  /** A list of texts, joined by commas. */
  static String joined(Object tree, String... path) {
    return at(tree, path) instanceof List<?> list
        ? String.join(",", list.stream().map(String::valueOf).toList())
        : "";
  }

  private static Object at(Object tree, String... path) {
    Object at = tree;
    for (String key : path) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return at;
  }
}

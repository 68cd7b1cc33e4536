package io.binnacle.itests.conversation;

import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** Sends the requests of a conversation. */
final class ApiConnection {
  /** How many bytes were recorded of what is no text. */
  private static final int START = 4;

  private final HttpClient http;
  private final String server;
  private final String token;

  ApiConnection(SSLContext trust, String server, String token) {
    this.http =
        HttpClient.newBuilder().sslContext(trust).version(HttpClient.Version.HTTP_1_1).build();
    this.server = server;
    this.token = token;
  }

  Answer send(Map<String, Object> request) {
    try {
      HttpResponse<byte[]> response = http.send(build(request), BodyHandlers.ofByteArray());
      byte[] body = plain(response);
      return answer(response, parsed(response, body), new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(request.get("path") + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Reads the wanted number of events, or those that came within the time. */
  Answer watch(Map<String, Object> request, int events, Duration patience, Runnable meanwhile) {
    List<Object> seen = new ArrayList<>();
    CompletableFuture<Void> other = null;
    HttpResponse<InputStream> response;
    try {
      response = http.send(build(request), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    try (InputStream stream = response.body()) {
      if (response.statusCode() != 200) {
        byte[] read = stream.readAllBytes();
        String text = new String(read, StandardCharsets.UTF_8);
        return answer(response, parsed(response, read), text);
      }
      other = CompletableFuture.runAsync(meanwhile);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(lines, events, seen));
      reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      synchronized (seen) {
        seen.add(new LinkedHashMap<>(Map.of("error", "timeout")));
      }
    } catch (IOException | ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (other != null) {
      other.join();
    }
    synchronized (seen) {
      return answer(response, new ArrayList<>(seen), "");
    }
  }

  private static byte[] plain(HttpResponse<byte[]> response) throws IOException {
    if (!response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
      return response.body();
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return in.readAllBytes();
    }
  }

  private static void read(BufferedReader lines, int events, List<Object> seen) {
    try {
      String line;
      for (int i = 0; i < events && (line = lines.readLine()) != null; i++) {
        Object event = Json.parse(line.getBytes(StandardCharsets.UTF_8));
        synchronized (seen) {
          seen.add(event);
        }
      }
    } catch (IOException closed) {
      // The watch was closed because its time was up; what was read counts.
    }
  }

  private HttpRequest build(Map<String, Object> request) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", (String) request.getOrDefault("accept", "application/json"));
    if (request.get("anonymous") == null) {
      headers.put("Authorization", "Bearer " + token);
    }
    byte[] body = body(request);
    if (body != null) {
      String standard =
          request.containsKey("b64") ? "application/octet-stream" : "application/json";
      headers.put("Content-Type", (String) request.getOrDefault("type", standard));
    }
    if (request.get("headers") instanceof Map<?, ?> own) {
      own.forEach((k, v) -> headers.put((String) k, (String) v));
    }
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri((String) request.get("path")));
    // The recordings' client named itself no better, so this is the field manager in them.
    builder.setHeader("User-Agent", "unknown");
    headers.forEach(
        (k, v) -> {
          if (v != null && !v.isEmpty()) {
            builder.setHeader(k, v);
          }
        });
    return builder
        .method(
            (String) request.getOrDefault("method", "GET"),
            body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(body))
        .timeout(Duration.ofSeconds(60))
        .build();
  }

  /** Recorded paths hold characters that a URI does not take as they are. */
  private URI uri(String path) {
    return URI.create(
        server
            + path.replace("%", "%25")
                .replaceAll("%25([0-9A-Fa-f]{2})", "%$1")
                .replace(" ", "%20")
                .replace("\"", "%22")
                .replace("<", "%3C")
                .replace(">", "%3E")
                .replace("|", "%7C")
                .replace("[", "%5B")
                .replace("]", "%5D")
                .replace("{", "%7B")
                .replace("}", "%7D"));
  }

  private static byte[] body(Map<String, Object> request) {
    if (request.get("b64") instanceof String encoded) {
      return Base64.getDecoder().decode(encoded);
    }
    Object body = request.get("body");
    if (body == null) {
      return null;
    }
    String text = body instanceof String s ? s : Json.text(body);
    if (request.get("fill") instanceof List<?> fill) {
      text =
          text.replace("@FILL@", ((String) fill.get(0)).repeat(((Number) fill.get(1)).intValue()));
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What does not end in text was recorded by how it begins. */
  private static Object parsed(HttpResponse<?> response, byte[] body) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (type.contains("protobuf") || type.contains("cbor")) {
      return Map.of("bytes", HexFormat.of().formatHex(body, 0, Math.min(START, body.length)));
    }
    try {
      return Json.parse(body);
    } catch (JsonException e) {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private static Answer answer(HttpResponse<?> response, Object body, String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    response
        .headers()
        .map()
        .forEach((k, v) -> headers.put(k.toLowerCase(java.util.Locale.ROOT), String.join(", ", v)));
    return new Answer(
        response.statusCode(),
        headers.getOrDefault("content-type", ""),
        headers.getOrDefault("warning", ""),
        headers,
        body,
        text);
  }
}

package io.binnacle.itests.etcd;

import io.binnacle.itests.ApiClient.Reply;
import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * etcd's own JSON interface, which needs neither the client under test nor a tool: see <a
 * href="https://etcd.io/docs/v3.5/dev-guide/api_grpc_gateway/">the gateway's documentation</a>.
 */
public final class EtcdGateway {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String REGISTRY = "/registry";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String prefix;

  /**
   * @param url of one member
   * @param prefix what all keys of the server under test begin with
   */
  EtcdGateway(String url, String prefix) {
    this.url = url;
    this.prefix = prefix;
  }

  /** The newest revision. */
  long revision() throws IOException, InterruptedException {
    return Long.parseLong(range("/", "0", 0, true).field("header", "revision"));
  }

  /**
   * All keys under the prefix at a revision, 0 for the newest, with the revision of their last
   * change. They are named as with the prefix {@code /registry}.
   */
  public Map<String, Long> modRevisions(long revision) throws IOException, InterruptedException {
    Map<String, Long> keys = new TreeMap<>();
    for (Object kv : kvs(range(prefix + "/", prefix + "0", revision, true).expect(200))) {
      String key = new String(bytes(kv, "key"), StandardCharsets.UTF_8);
      keys.put(
          REGISTRY + key.substring(prefix.length()),
          Long.parseLong(Reply.field(kv, "mod_revision")));
    }
    return keys;
  }

  /** The value of a key as it is now; no bytes when there is none. */
  byte[] value(String key) throws IOException, InterruptedException {
    List<?> found = kvs(range(key, "", 0, false).expect(200));
    return found.isEmpty() ? new byte[0] : bytes(found.get(0), "value");
  }

  /** A read as of a revision. */
  Reply readAt(long revision) throws IOException, InterruptedException {
    return range("/", "0", revision, true);
  }

  void put(String key, byte[] value) throws IOException, InterruptedException {
    send(
            "kv/put",
            Map.of("key", encoded(key.getBytes(StandardCharsets.UTF_8)), "value", encoded(value)))
        .expect(200);
  }

  void compact(long revision) throws IOException, InterruptedException {
    send("kv/compaction", Map.of("revision", Long.toString(revision), "physical", true))
        .expect(200);
  }

  /** Whether this member leads; false also when it does not answer. */
  boolean isLeader() throws InterruptedException {
    try {
      Reply status = send("maintenance/status", Map.of());
      return status.status() == 200
          && status.field("leader").equals(status.field("header", "member_id"));
    } catch (IOException e) {
      return false;
    }
  }

  /** Gives free pages back and takes back the alarm that there is no room. */
  void makeRoom() throws IOException, InterruptedException {
    compact(revision());
    send("maintenance/defragment", Map.of()).expect(200);
    Reply raised = send("maintenance/alarm", Map.of("action", "GET")).expect(200);
    if (raised.body().get("alarms") instanceof List<?> alarms) {
      for (Object alarm : alarms) {
        send(
                "maintenance/alarm",
                Map.of(
                    "action",
                    "DEACTIVATE",
                    "alarm",
                    Reply.field(alarm, "alarm"),
                    "memberID",
                    Reply.field(alarm, "memberID")))
            .expect(200);
      }
    }
  }

  private Reply range(String key, String end, long revision, boolean keysOnly)
      throws IOException, InterruptedException {
    return send(
        "kv/range",
        Map.of(
            "key",
            encoded(key.getBytes(StandardCharsets.UTF_8)),
            "range_end",
            encoded(end.getBytes(StandardCharsets.UTF_8)),
            "revision",
            Long.toString(revision),
            "keys_only",
            keysOnly));
  }

  private Reply send(String method, Map<String, ?> body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v3/" + method))
            .timeout(LIMIT)
            .POST(BodyPublishers.ofString(Json.text(body)))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.body());
  }

  private static List<?> kvs(Reply reply) {
    return reply.body().get("kvs") instanceof List<?> kvs ? kvs : List.of();
  }

  private static byte[] bytes(Object kv, String field) {
    return Base64.getDecoder().decode(Reply.field(kv, field));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}

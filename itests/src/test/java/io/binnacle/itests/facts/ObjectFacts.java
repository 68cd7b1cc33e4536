package io.binnacle.itests.facts;

import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the server makes of objects, and in which words it refuses others. */
final class ObjectFacts {
  private static final String NAMESPACE = "facts";

  /** What differs from run to run, by the key that it stands under. */
  private static final Set<String> VOLATILE =
      Set.of(
          "uid",
          "resourceVersion",
          "creationTimestamp",
          "time",
          "clusterIP",
          "clusterIPs",
          "nodePort",
          "healthCheckNodePort",
          "lastTransitionTime",
          "lastUpdateTime",
          "renewTime",
          "acquireTime",
          "controller-uid",
          "batch.kubernetes.io/controller-uid",
          "lastPhaseTransitionTime",
          "expirationTimestamp",
          "token");

  /** Lists that the original puts together in no fixed order. */
  private static final Set<String> UNORDERED = Set.of("resourceRules", "nonResourceRules");

  private ObjectFacts() {}

  static Comparison defaults(Peer peer) throws IOException, InterruptedException {
    peer.send(
        "POST",
        "/api/v1/namespaces",
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"facts\"}}",
        "");
    peer.send(
        "POST",
        "/api/v1/namespaces/facts/serviceaccounts",
        "{\"metadata\":{\"name\":\"default\"}}",
        "");
    Map<String, String> paths = collections(peer);
    Map<String, String> wanted = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    for (Map.Entry<String, Object> each : Facts.tree("defaults.json").entrySet()) {
      Map<String, Object> sent = Peer.map(each.getValue(), "sent");
      Map<String, Object> got = Peer.map(each.getValue(), "got");
      wanted.put(each.getKey(), shown(got));
      Map<String, Object> named = sent.containsKey("kind") ? sent : got;
      String path =
          sent.isEmpty() && got.containsKey("spec")
              ? null
              : paths.get(Peer.text(named, "apiVersion") + "/" + Peer.text(named, "kind"));
      if (path != null) {
        String at = inNamespace(path);
        String body = Json.text(sent).replace("{token}", peer.token());
        Peer.Answer made = peer.send("POST", at + "?fieldManager=facts", body, "");
        String name = Peer.text(made.body(), "metadata", "name");
        // Custom objects come after their definitions and need them.
        if (made.code() < 300 && !name.isEmpty() && !path.endsWith("/customresourcedefinitions")) {
          peer.send("DELETE", at + "/" + name + "?gracePeriodSeconds=0", "", "");
        }
        found.put(each.getKey(), shown(made.body()));
      }
    }
    PartFacts.add(peer, Facts.tree("defaults.json"), paths, found);
    return new Comparison("defaults", wanted, found);
  }

  static String inNamespace(String path) {
    return path.replace("{namespace}", NAMESPACE);
  }

  /** The paths that objects are created at, by apiVersion and kind. */
  private static Map<String, String> collections(Peer peer)
      throws IOException, InterruptedException {
    Map<String, String> paths = new TreeMap<>();
    for (List<String> row : Facts.rows("resources.tsv")) {
      if (!row.get(2).contains("/")) {
        boolean core = row.get(0).equals("core");
        String apiVersion = core ? row.get(1) : row.get(0) + "/" + row.get(1);
        paths.put(
            apiVersion + "/" + row.get(3),
            (core ? "/api/" : "/apis/")
                + apiVersion
                + (row.get(6).equals("namespaced") ? "/namespaces/{namespace}/" : "/")
                + row.get(2));
      }
    }
    for (String kind : List.of("Thing", "Wheel")) {
      String plural = kind.toLowerCase(Locale.ROOT) + "s";
      paths.put(
          "facts.example.com/v1/" + kind,
          "/apis/facts.example.com/v1/namespaces/{namespace}/" + plural);
    }
    return paths;
  }

  static String shown(Map<String, Object> object) {
    return Placeholders.in(Json.text(masked(object)));
  }

  private static Object masked(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      Map<String, Object> result = new TreeMap<>();
      map.forEach(
          (key, value) -> {
            boolean changing = VOLATILE.contains(key) && !"None".equals(value);
            boolean sorted = UNORDERED.contains(key) && value instanceof List<?>;
            result.put(
                (String) key,
                changing ? "<" + key + ">" : sorted ? sorted((List<?>) value) : masked(value));
          });
      return result;
    }
    if (tree instanceof List<?> list) {
      return list.stream().map(ObjectFacts::masked).toList();
    }
    return tree;
  }

  private static List<Object> sorted(List<?> items) {
    return items.stream()
        .map(ObjectFacts::masked)
        .sorted(Comparator.comparing(Json::text))
        .toList();
  }

  static Comparison errors(Peer peer) throws IOException, InterruptedException {
    Map<String, String> wanted = new LinkedHashMap<>();
    Map<String, String> found = new LinkedHashMap<>();
    for (List<String> row : Facts.rows("errors.tsv")) {
      String method = row.get(1);
      String path = row.get(2).replace(" ", "%20");
      Peer.Answer answer;
      try {
        answer = peer.send(method, path, row.get(4), row.get(3));
        // What was granted a moment ago may not have come to the authorizer yet, as in the
        // original.
        boolean early = answer.code() == 403 && !row.get(7).contains("cannot ");
        for (int i = 0; i < 100 && early && isUnauthorized(answer); i++) {
          Thread.sleep(100);
          answer = peer.send(method, path, row.get(4), row.get(3));
        }
      } catch (IllegalArgumentException e) {
        answer = new Peer.Answer(0, Map.of("message", String.valueOf(e.getMessage())));
      }
      if (row.get(0).startsWith("SETUP")) {
        continue;
      }
      if (method.equals("POST") && answer.code() == 201) {
        String name = Peer.text(answer.body(), "metadata", "name");
        peer.send("DELETE", path.replaceFirst("\\?.*", "") + "/" + name, "", "");
      }
      String key = wanted.size() + " " + row.get(0) + " " + method + " " + path;
      boolean listed = row.get(9).contains(" ;; ");
      wanted.put(
          key,
          line(row.get(5), row.get(6), message(row.get(7), listed), row.get(9).split(" ;; ", -1)));
      found.put(
          key,
          answer.code() < 300
              ? line(Integer.toString(answer.code()), "", "", new String[] {""})
              : line(
                  Integer.toString(answer.code()),
                  Peer.text(answer.body(), "reason"),
                  message(Peer.text(answer.body(), "message"), listed),
                  causes(answer.body())));
    }
    return new Comparison("errors", wanted, found);
  }

  private static boolean isUnauthorized(Peer.Answer answer) {
    return Peer.text(answer.body(), "message").contains(" cannot ");
  }

  private static String[] causes(Map<String, Object> status) {
    List<String> causes = new ArrayList<>();
    for (Map<String, Object> cause : Peer.list(status, "details", "causes")) {
      causes.add(
          String.join(
              "|",
              Peer.text(cause, "field"),
              Peer.text(cause, "reason"),
              Placeholders.in(Peer.text(cause, "message"))));
    }
    return causes.isEmpty() ? new String[] {""} : causes.toArray(String[]::new);
  }

  /** Several causes have no fixed order, and the message tells them in theirs. */
  private static String message(String text, boolean listed) {
    int at = text.indexOf(" is invalid: [");
    return Placeholders.in(listed && at > 0 ? text.substring(0, at) : text);
  }

  private static String line(String code, String reason, String message, String[] causes) {
    return String.join(
        "\t",
        code,
        reason,
        message,
        String.join(" ;; ", java.util.Arrays.stream(causes).sorted().toList()));
  }
}

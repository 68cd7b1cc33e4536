package io.binnacle.itests.facts;

import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Schemas, without prose, and paths of the OpenAPI v3 documents, all of them together. */
final class OpenApiFacts {
  private static final String KINDS = "x-kubernetes-group-version-kind";

  private final List<Map<String, Object>> documents = new ArrayList<>();

  OpenApiFacts(Peer peer) throws IOException, InterruptedException {
    Map<String, Object> index = Peer.map(peer.get("/openapi/v3", "application/json"), "paths");
    for (Object entry : index.values()) {
      documents.add(peer.get(Peer.text(entry, "serverRelativeURL"), "application/json"));
    }
  }

  Comparison schemas() {
    Map<String, String> found = new TreeMap<>();
    for (Map<String, Object> document : documents) {
      Peer.map(document, "components", "schemas")
          .forEach((name, schema) -> found.put(name, canonical(schema)));
    }
    Map<String, String> wanted = new TreeMap<>();
    Facts.tree("schemas.json").forEach((name, schema) -> wanted.put(name, canonical(schema)));
    return new Comparison("schemas", wanted, found);
  }

  private static String canonical(Object schema) {
    return Json.text(sorted(schema, false));
  }

  /** The tree with sorted keys and without descriptions; the order of kinds does not count. */
  private static Object sorted(Object tree, boolean names) {
    if (tree instanceof Map<?, ?> map) {
      Map<String, Object> result = new TreeMap<>();
      map.forEach(
          (key, value) -> {
            if (key.equals(KINDS) && value instanceof List<?> kinds) {
              TreeSet<String> texts = new TreeSet<>();
              kinds.forEach(kind -> texts.add(canonical(kind)));
              result.put(KINDS, new ArrayList<Object>(texts));
            } else if (names || !key.equals("description")) {
              result.put((String) key, sorted(value, key.equals("properties") && !names));
            }
          });
      return result;
    }
    if (tree instanceof List<?> list) {
      return list.stream().map(each -> sorted(each, false)).toList();
    }
    return tree;
  }

  Comparison paths() {
    Map<String, String> found = new TreeMap<>();
    for (Map<String, Object> document : documents) {
      Peer.map(document, "paths")
          .forEach(
              (path, item) -> {
                for (Map.Entry<String, Object> each : Peer.map(item).entrySet()) {
                  if (!each.getKey().equals("parameters")) {
                    String method = each.getKey().toUpperCase(Locale.ROOT);
                    found.put(path + " " + method, row(path, method, item, each.getValue()));
                  }
                }
              });
    }
    Map<String, String> wanted = new TreeMap<>();
    for (List<String> row : Facts.rows("paths.tsv")) {
      wanted.put(row.get(0) + " " + row.get(1), String.join("\t", row));
    }
    return new Comparison("paths", wanted, found);
  }

  private static String row(String path, String method, Object item, Object operation) {
    Map<String, Object> kind = Peer.map(operation, KINDS);
    String group = Peer.text(kind, "group");
    TreeSet<String> parameters = new TreeSet<>();
    for (Object from : List.of(item, operation)) {
      for (Map<String, Object> parameter : Peer.list(from, "parameters")) {
        if (Peer.text(parameter, "in").equals("query")) {
          boolean required = Peer.text(parameter, "required").equals("true");
          parameters.add(
              Peer.text(parameter, "name")
                  + ":"
                  + Peer.text(parameter, "schema", "type")
                  + (required ? "!" : ""));
        }
      }
    }
    Map<String, Object> body = Peer.map(operation, "requestBody", "content");
    TreeSet<String> produced = new TreeSet<>();
    Map<String, String> codes = new LinkedHashMap<>();
    for (Map.Entry<String, Object> response :
        new TreeMap<>(Peer.map(operation, "responses")).entrySet()) {
      Map<String, Object> content = Peer.map(response.getValue(), "content");
      produced.addAll(content.keySet());
      String schema = schema(content);
      codes.put(response.getKey(), schema.isEmpty() ? "" : "=" + schema);
    }
    return String.join(
        "\t",
        path,
        method,
        Peer.text(operation, "operationId"),
        Peer.text(operation, "x-kubernetes-action"),
        kind.isEmpty()
            ? ""
            : String.join(
                "/",
                group.isEmpty() ? "core" : group,
                Peer.text(kind, "version"),
                Peer.text(kind, "kind")),
        String.join(",", parameters),
        String.join(" ", new TreeSet<>(body.keySet())),
        schema(body),
        String.join(" ", produced),
        String.join(" ", codes.entrySet().stream().map(e -> e.getKey() + e.getValue()).toList()));
  }

  private static String schema(Map<String, Object> content) {
    for (Object each : content.values()) {
      String reference = Peer.text(each, "schema", "$ref");
      return reference.isEmpty()
          ? Peer.text(each, "schema", "type")
          : reference.substring(reference.lastIndexOf('/') + 1);
    }
    return "";
  }
}

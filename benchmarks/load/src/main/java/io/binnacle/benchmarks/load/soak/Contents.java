package io.binnacle.benchmarks.load.soak;

import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.client.Reply;
import io.binnacle.benchmarks.load.process.BinnacleServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The objects of a collection by name, as trees without apiVersion and kind, which items of a list
 * lack.
 *
 * @param revision of the list
 */
record Contents(String revision, Map<String, Map<String, Object>> objects) {
  /**
   * @param query such as {@code ?resourceVersion=0}
   */
  static Contents list(Client client, String query) throws IOException, InterruptedException {
    Reply reply = client.get(BinnacleServer.CONFIG_MAPS + query);
    if (!reply.isOk()) {
      throw new IOException("list " + query + ": " + reply.status() + " " + reply.text());
    }
    Map<String, Object> list = JsonTree.parse(reply.body());
    Map<String, Map<String, Object>> objects = new HashMap<>();
    for (Object item : (List<?>) list.getOrDefault("items", List.of())) {
      add(objects, map(item));
    }
    return new Contents(String.valueOf(map(list.get("metadata")).get("resourceVersion")), objects);
  }

  /** Of whole objects. */
  static Contents of(Iterable<byte[]> objects) throws IOException {
    Map<String, Map<String, Object>> parsed = new HashMap<>();
    for (byte[] json : objects) {
      add(parsed, JsonTree.parse(json));
    }
    return new Contents("", parsed);
  }

  private static void add(Map<String, Map<String, Object>> objects, Map<String, Object> object) {
    object.remove("apiVersion");
    object.remove("kind");
    objects.put(String.valueOf(map(object.get("metadata")).get("name")), object);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** The value of an object's field {@code data.generation}; "" without such an object. */
  String generation(String name) {
    Map<String, Object> data = map(objects.getOrDefault(name, Map.of()).get("data"));
    return String.valueOf(data.getOrDefault("generation", ""));
  }

  /** Those whose name and label {@code shard} pass. */
  Contents only(Predicate<String> names, Predicate<String> shards) {
    Map<String, Map<String, Object>> passed = new HashMap<>();
    objects.forEach(
        (name, object) -> {
          Map<String, Object> labels = map(map(object.get("metadata")).get("labels"));
          if (names.test(name) && shards.test(String.valueOf(labels.get("shard")))) {
            passed.put(name, object);
          }
        });
    return new Contents(revision, passed);
  }

  /** Which names differ, and how one of them does; empty if all are equal. */
  String difference(Contents other) {
    TreeSet<String> names = new TreeSet<>(objects.keySet());
    names.addAll(other.objects.keySet());
    names.removeIf(name -> Objects.equals(objects.get(name), other.objects.get(name)));
    if (names.isEmpty()) {
      return "";
    }
    String first = names.first();
    return names.size()
        + " objects differ, "
        + first
        + ": "
        + shown(objects.get(first))
        + " against "
        + shown(other.objects.get(first));
  }

  private static String shown(Map<String, Object> object) {
    return object == null
        ? "none"
        : object.get("metadata") + " generation " + map(object.get("data")).get("generation");
  }
}

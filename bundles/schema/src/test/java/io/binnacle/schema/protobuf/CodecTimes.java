package io.binnacle.schema.protobuf;

import io.binnacle.api.schema.StructType;
import io.binnacle.schema.json.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Prints what processor time reading and writing an object costs in protobuf and, for comparison,
 * in JSON. Run its {@code main}; nothing else does.
 */
final class CodecTimes {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 7;
  private static final int CALLS = 20_000;

  private static int sink;

  private CodecTimes() {}

  public static void main(String[] args) {
    measure("Pod", largest("Pod"));
    measure("ConfigMap", configMap());
  }

  private static StoredObject largest(String kind) {
    return StoredObject.all().stream()
        .filter(o -> o.kind().equals(kind))
        .max((a, b) -> a.bytes().length - b.bytes().length)
        .orElseThrow();
  }

  private static StoredObject configMap() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("metadata", Map.of("name", "settings", "namespace", "default"));
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    for (int i = 0; i < 10; i++) {
      data.put("key-" + i, "x".repeat(100));
    }
    tree.put("data", data);
    byte[] bytes =
        new ProtobufWriter(StoredObject.type("v1", "ConfigMap")).enveloped("v1", "ConfigMap", tree);
    return new StoredObject("ConfigMap", "made", bytes, "");
  }

  private static void measure(String name, StoredObject object) {
    StructType type = StoredObject.type("v1", object.kind());
    byte[] stored = object.bytes();
    Map<String, @Nullable Object> tree =
        new ProtobufReader(type).read(ProtobufEnvelope.open(stored).object());
    byte[] json = Json.write(tree);
    System.out.printf("%s: %d bytes of protobuf, %d of JSON%n", name, stored.length, json.length);
    time(
        "  protobuf to tree",
        () -> new ProtobufReader(type).read(ProtobufEnvelope.open(stored).object()).size());
    time("  JSON to tree", () -> ((Map<?, ?>) Objects.requireNonNull(Json.parse(json))).size());
    time(
        "  tree to protobuf",
        () -> new ProtobufWriter(type).enveloped("v1", object.kind(), tree).length);
    time("  tree to JSON", () -> Json.write(tree).length);
  }

  /** The median of some rounds after a warm-up. */
  private static void time(String what, Supplier<Integer> call) {
    long[] rounds = new long[ROUNDS];
    for (int round = -3; round < ROUNDS; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < CALLS; i++) {
        sink += call.get();
      }
      if (round >= 0) {
        rounds[round] = (THREADS.getCurrentThreadCpuTime() - start) / CALLS;
      }
    }
    Arrays.sort(rounds);
    System.out.printf("%-20s %,7d ns%n", what, rounds[ROUNDS / 2]);
  }
}

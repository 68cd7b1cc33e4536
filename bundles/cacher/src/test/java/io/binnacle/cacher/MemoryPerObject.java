package io.binnacle.cacher;

import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.selector.LabelSelector.Operator;
import io.binnacle.api.selector.LabelSelector.Requirement;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.SharedParts;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Measures how much heap a cached object takes beyond its JSON. Not a test: {@code java
 * io.binnacle.cacher.MemoryPerObject 1000000} with a heap of 2 GB per million.
 */
public final class MemoryPerObject {
  private MemoryPerObject() {}

  public static void main(String[] args) throws InterruptedException {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    long before = used();
    SharedParts parts = new SharedParts();
    List<LocalObject> objects = new ArrayList<>(count);
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      LocalObject object = object(i).sharing(parts);
      bytes += object.json().length;
      objects.add(object);
    }
    ObjectTree tree = ObjectTree.of(objects);
    objects = new ArrayList<>();
    long after = used();
    System.out.printf(
        "%d objects: %.1f bytes of JSON and %.1f bytes beside it for each%n",
        tree.size(), (double) bytes / count, (double) (after - before - bytes) / count);
    WatchFilter filter =
        new WatchFilter(
            "",
            new LabelSelector(List.of(new Requirement("shard", Operator.IN, Set.of("s7")))),
            FieldSelector.EVERYTHING);
    int passes = 5_000_000 / count;
    for (int pass = 0; pass < passes; pass++) {
      long start = cpuNanos();
      int found = 0;
      for (LocalObject object : new ObjectRange(tree, 0, tree.size(), n -> {})) {
        found += filter.passes(object) ? 1 : 0;
      }
      if (pass == passes - 1) {
        System.out.printf(
            "a look by label: %d found, %.1f ns an object%n",
            found, (cpuNanos() - start) / (double) count);
      }
    }
    if (objects.size() + tree.size() != count) {
      throw new IllegalStateException("objects were lost");
    }
  }

  private static LocalObject object(int i) {
    String name = "config-" + i;
    String uid = new UUID(i * 0x9E3779B97F4A7C15L, i).toString();
    String head =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"resourceVersion\":\"";
    String revision = Integer.toString(i + 2);
    StringBuilder json = new StringBuilder(head).append(revision);
    json.append("\",\"name\":\"").append(name).append("\",\"namespace\":\"default\",\"uid\":\"");
    json.append(uid).append("\",\"creationTimestamp\":\"2026-01-01T00:00:00Z\",\"labels\":{");
    json.append("\"app\":\"bench\",\"shard\":\"s").append(i % 10).append("\"}},\"data\":{\"v\":\"");
    json.append("x".repeat(Math.max(0, 1021 - json.length()))).append("\"}}");
    return new LocalObject(
        new String("/registry/configmaps/default/" + name),
        new StringBuilder("default").toString(),
        name,
        uid,
        i + 2,
        Map.of(new StringBuilder("app").toString(), "bench", "shard", "s" + i % 10),
        Map.of("metadata.name", name, "metadata.namespace", "default"),
        json.toString().getBytes(StandardCharsets.UTF_8),
        head.length(),
        head.length() + revision.length());
  }

  /** Processor time, which other processes do not blur. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long used() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(200);
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}

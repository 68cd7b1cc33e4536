package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Autoscalers of autoscaling/v1 as such of v2, which is stored, and back. What v1 has no field for
 * stands in its annotations as JSON: all metrics but that of the CPU, the measured ones, conditions
 * and behavior. An annotation that can't be read is dropped, as it is by kube-apiserver.
 */
final class AutoscalerVersions {
  private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
  private static final String METRICS = PREFIX + "metrics";
  private static final String CURRENT = PREFIX + "current-metrics";
  private static final String CONDITIONS = PREFIX + "conditions";
  private static final String BEHAVIOR = PREFIX + "behavior";
  private static final String TARGET_CPU = "targetCPUUtilizationPercentage";
  private static final String CURRENT_CPU = "currentCPUUtilizationPercentage";

  private AutoscalerVersions() {}

  static Unstructured toStorage(Unstructured object) {
    object.set("autoscaling/v2", "apiVersion");
    List<@Nullable Object> metrics = new ArrayList<>();
    for (Unstructured metric : listed(object, METRICS)) {
      metrics.add(MetricVersions.toV2(metric).content());
    }
    Object cpu = object.remove("spec", TARGET_CPU);
    if (cpu != null) {
      metrics.add(AutoscalerDefaults.cpu(cpu));
    }
    if (!metrics.isEmpty()) {
      object.set(metrics, "spec", "metrics");
    }
    Object behavior = parsed(object, BEHAVIOR);
    if (behavior instanceof Map<?, ?> map && !map.isEmpty()) {
      object.set(BehaviorText.read(map), "spec", "behavior");
    }
    readStatus(object);
    dropAnnotations(object);
    return object;
  }

  private static void readStatus(Unstructured object) {
    Object cpu = object.remove("status", CURRENT_CPU);
    List<@Nullable Object> current = new ArrayList<>();
    for (Unstructured metric : listed(object, CURRENT)) {
      current.add(MetricVersions.statusToV2(metric).content());
    }
    if (current.isEmpty() && cpu != null) {
      current.add(MetricVersions.cpuStatus(cpu));
    }
    if (object.get("status") != null || !current.isEmpty()) {
      object.set(current.isEmpty() ? null : current, "status", "currentMetrics");
    }
    List<@Nullable Object> conditions = new ArrayList<>();
    listed(object, CONDITIONS).forEach(condition -> conditions.add(condition.content()));
    if (!conditions.isEmpty()) {
      object.set(conditions, "status", "conditions");
    }
  }

  static Unstructured fromStorage(Unstructured object) {
    object.set("autoscaling/v1", "apiVersion");
    List<@Nullable Object> others = new ArrayList<>();
    Object cpu = null;
    for (Unstructured metric : object.items("spec", "metrics")) {
      Object utilization = cpuUtilization(metric, "target");
      if (utilization == null) {
        others.add(MetricVersions.toV1(metric).content());
      } else if (cpu == null) {
        cpu = utilization;
      }
    }
    object.remove("spec", "metrics");
    if (cpu != null) {
      object.set(cpu, "spec", TARGET_CPU);
    }
    annotate(object, METRICS, others);
    Object behavior = object.remove("spec", "behavior");
    if (behavior instanceof Map<?, ?> map) {
      object.set(Json.text(BehaviorText.write(map)), "metadata", "annotations", BEHAVIOR);
    }
    writeStatus(object);
    return object;
  }

  private static void writeStatus(Unstructured object) {
    List<@Nullable Object> current = new ArrayList<>();
    for (Unstructured metric : object.items("status", "currentMetrics")) {
      Object utilization = cpuUtilization(metric, "current");
      if (utilization != null) {
        object.set(utilization, "status", CURRENT_CPU);
      }
      current.add(MetricVersions.statusToV1(metric).content());
    }
    annotate(object, CURRENT, current);
    annotate(object, CONDITIONS, object.list("status", "conditions"));
    if (object.get("status") instanceof Map<?, ?>) {
      object.remove("status", "currentMetrics");
      object.remove("status", "conditions");
      object.setDefault(0L, "status", "currentReplicas");
      object.setDefault(0L, "status", "desiredReplicas");
    }
  }

  /** The utilization of the CPU that the metric is of, null if it is of something else. */
  private static @Nullable Object cpuUtilization(Unstructured metric, String of) {
    boolean cpu =
        metric.string("type").equals("Resource") && metric.string("resource", "name").equals("cpu");
    return cpu ? metric.get("resource", of, "averageUtilization") : null;
  }

  private static void annotate(Unstructured object, String name, List<?> values) {
    if (!values.isEmpty()) {
      object.set(Json.text(values), "metadata", "annotations", name);
    }
  }

  private static List<Unstructured> listed(Unstructured object, String annotation) {
    List<Unstructured> result = new ArrayList<>();
    if (parsed(object, annotation) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          result.add(Unstructured.of(map));
        }
      }
    }
    return result;
  }

  private static @Nullable Object parsed(Unstructured object, String annotation) {
    String text = object.annotations().getOrDefault(annotation, "");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static void dropAnnotations(Unstructured object) {
    for (String name : List.of(METRICS, CURRENT, CONDITIONS, BEHAVIOR)) {
      object.remove("metadata", "annotations", name);
    }
    if (object.get("metadata", "annotations") != null
        && object.map("metadata", "annotations").isEmpty()) {
      object.remove("metadata", "annotations");
    }
  }

  /** A new map, so that the order of fields is that of the API. */
  static Unstructured fields() {
    return new Unstructured(new LinkedHashMap<>());
  }
}

package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metrics of autoscaling/v1's annotations as such of v2, and back. */
final class MetricVersions {
  private static final Map<String, String> FIELDS =
      Map.of(
          "Object", "object",
          "Pods", "pods",
          "Resource", "resource",
          "ContainerResource", "containerResource",
          "External", "external");

  private MetricVersions() {}

  static Unstructured toV2(Unstructured v1) {
    Unstructured result = typed(v1);
    String field = field(v1);
    Unstructured from = Numbers.part(v1, field);
    Unstructured to = named(from, field);
    Object value = from.get("targetValue");
    Object average = from.get(field.equals("object") ? "averageValue" : "targetAverageValue");
    Object utilization = from.get("targetAverageUtilization");
    // Objects of v1 always have a value; beside an average it stands for none.
    boolean useless = field.equals("object") && average != null && "0".equals(value);
    String type = utilization != null ? "Utilization" : average != null ? "AverageValue" : "Value";
    to.set(type, "target", "type");
    put(to, useless ? null : value, "target", "value");
    put(to, average, "target", "averageValue");
    put(to, utilization, "target", "averageUtilization");
    return with(result, field, to);
  }

  static Unstructured toV1(Unstructured v2) {
    Unstructured result = typed(v2);
    String field = field(v2);
    Unstructured from = Numbers.part(v2, field);
    Unstructured to = unnamed(from, field);
    Object value = from.get("target", "value");
    boolean shown = field.equals("object") && value == null;
    put(to, shown ? "0" : value, "targetValue");
    put(
        to,
        from.get("target", "averageValue"),
        field.equals("object") ? "averageValue" : "targetAverageValue");
    put(to, from.get("target", "averageUtilization"), "targetAverageUtilization");
    return with(result, field, to);
  }

  static Unstructured statusToV2(Unstructured v1) {
    Unstructured result = typed(v1);
    String field = field(v1);
    Unstructured from = Numbers.part(v1, field);
    Unstructured to = named(from, field);
    to.set(new LinkedHashMap<>(), "current");
    put(to, from.get("currentValue"), "current", "value");
    put(
        to,
        from.get(field.equals("object") ? "averageValue" : "currentAverageValue"),
        "current",
        "averageValue");
    put(to, from.get("currentAverageUtilization"), "current", "averageUtilization");
    return with(result, field, to);
  }

  static Unstructured statusToV1(Unstructured v2) {
    Unstructured result = typed(v2);
    String field = field(v2);
    Unstructured from = Numbers.part(v2, field);
    Unstructured to = unnamed(from, field);
    boolean valued = field.equals("object") || field.equals("external");
    Object value = from.get("current", "value");
    put(to, value == null && valued ? "0" : value, "currentValue");
    Object average = from.get("current", "averageValue");
    boolean averaged = !valued;
    put(
        to,
        average == null && averaged ? "0" : average,
        field.equals("object") ? "averageValue" : "currentAverageValue");
    put(to, from.get("current", "averageUtilization"), "currentAverageUtilization");
    return with(result, field, to);
  }

  /** How busy the CPU is, as v2 puts it. */
  static Map<String, @Nullable Object> cpuStatus(Object utilization) {
    Unstructured status = AutoscalerVersions.fields();
    status.set("Resource", "type");
    status.set("cpu", "resource", "name");
    status.set(utilization, "resource", "current", "averageUtilization");
    return status.content();
  }

  private static Unstructured typed(Unstructured metric) {
    Unstructured result = AutoscalerVersions.fields();
    result.set(metric.string("type"), "type");
    return result;
  }

  private static String field(Unstructured metric) {
    return FIELDS.getOrDefault(metric.string("type"), "resource");
  }

  private static Unstructured with(Unstructured metric, String field, Unstructured source) {
    metric.set(source.content(), field);
    return metric;
  }

  private static void put(Unstructured object, @Nullable Object value, String... path) {
    if (value != null) {
      object.set(value, path);
    }
  }

  /** What is measured, in the fields of v2. */
  private static Unstructured named(Unstructured v1, String field) {
    Unstructured to = AutoscalerVersions.fields();
    if (field.equals("resource") || field.equals("containerResource")) {
      put(to, v1.get("name"), "name");
      put(to, v1.get("container"), "container");
      return to;
    }
    put(to, v1.get("target"), "describedObject");
    put(to, v1.get("metricName"), "metric", "name");
    put(to, v1.get(field.equals("external") ? "metricSelector" : "selector"), "metric", "selector");
    return to;
  }

  /** What is measured, in the fields of v1. */
  private static Unstructured unnamed(Unstructured v2, String field) {
    Unstructured to = AutoscalerVersions.fields();
    if (field.equals("resource") || field.equals("containerResource")) {
      put(to, v2.get("name"), "name");
      put(to, v2.get("container"), "container");
      return to;
    }
    put(to, v2.get("describedObject"), "target");
    put(to, v2.get("metric", "name"), "metricName");
    put(to, v2.get("metric", "selector"), field.equals("external") ? "metricSelector" : "selector");
    return to;
  }
}

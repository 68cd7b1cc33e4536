package io.binnacle.resources.core.internal.table;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Cells that count: keys, replicas, used and allowed resources, and the health of components. */
public final class CountCells {
  private CountCells() {}

  public static Object keys(Unstructured configMap) {
    return (long) configMap.map("data").size() + configMap.map("binaryData").size();
  }

  public static Object desired(Unstructured controller) {
    return controller.number(0, "spec", "replicas");
  }

  public static Object current(Unstructured controller) {
    return controller.number(0, "status", "replicas");
  }

  public static Object ready(Unstructured controller) {
    return controller.number(0, "status", "readyReplicas");
  }

  public static Object quotaRequests(Unstructured quota) {
    return usage(quota, false);
  }

  public static Object quotaLimits(Unstructured quota) {
    return usage(quota, true);
  }

  /** {@code cpu: 1/4, pods: 3/10}, limits apart from all else. */
  private static String usage(Unstructured quota, boolean limits) {
    List<String> parts = new ArrayList<>();
    new TreeMap<>(quota.map("status", "hard"))
        .forEach(
            (name, hard) -> {
              if (name.startsWith("limits.") == limits) {
                String used = quota.string("status", "used", name);
                parts.add(name + ": " + (used.isEmpty() ? "0" : used) + "/" + hard);
              }
            });
    return String.join(", ", parts);
  }

  public static Object componentStatus(Unstructured component) {
    for (Unstructured condition : healthy(component)) {
      return condition.string("status").equals("True") ? "Healthy" : "Unhealthy";
    }
    return "Unknown";
  }

  public static Object componentMessage(Unstructured component) {
    return field(component, "message");
  }

  public static Object componentError(Unstructured component) {
    return field(component, "error");
  }

  private static String field(Unstructured component, String name) {
    for (Unstructured condition : healthy(component)) {
      return condition.string(name);
    }
    return "";
  }

  private static List<Unstructured> healthy(Unstructured component) {
    return component.items("conditions").stream()
        .filter(c -> c.string("type").equals("Healthy"))
        .toList();
  }
}

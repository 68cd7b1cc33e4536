package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an autoscaler shows in a Table. */
final class AutoscalerCells {
  private static final int SHOWN = 2;
  private static final String UNKNOWN = "<unknown>";

  private AutoscalerCells() {}

  static Object target(Unstructured autoscaler) {
    return autoscaler.string("spec", "scaleTargetRef", "kind")
        + "/"
        + autoscaler.string("spec", "scaleTargetRef", "name");
  }

  static Object metricsOfV1(Unstructured autoscaler) {
    return metrics(AutoscalerVersions.toStorage(autoscaler.deepCopy()));
  }

  /** Each metric as what there is and what there should be. */
  static Object metrics(Unstructured autoscaler) {
    List<Unstructured> specs = autoscaler.items("spec", "metrics");
    List<Unstructured> statuses = autoscaler.items("status", "currentMetrics");
    if (specs.isEmpty()) {
      return "<none>";
    }
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < specs.size() && i < SHOWN; i++) {
      Unstructured status =
          i < statuses.size() ? statuses.get(i) : new Unstructured(new LinkedHashMap<>());
      shown.add(metric(specs.get(i), status));
    }
    String text = String.join(", ", shown);
    return specs.size() > SHOWN ? text + " + " + (specs.size() - SHOWN) + " more..." : text;
  }

  private static String metric(Unstructured spec, Unstructured status) {
    return switch (spec.string("type")) {
      case "External" -> valueOrAverage(spec, status, "external");
      case "Object" -> valueOrAverage(spec, status, "object");
      case "Pods" -> pair(spec, status, "pods", "averageValue", "");
      case "Resource" -> resource(spec, status, "resource");
      case "ContainerResource" -> resource(spec, status, "containerResource");
      default -> "<unknown type>";
    };
  }

  private static String valueOrAverage(Unstructured spec, Unstructured status, String field) {
    return spec.get(field, "target", "averageValue") != null
        ? pair(spec, status, field, "averageValue", "") + " (avg)"
        : pair(spec, status, field, "value", "");
  }

  private static String resource(Unstructured spec, Unstructured status, String field) {
    String name = spec.string(field, "name") + ": ";
    return spec.get(field, "target", "averageValue") != null
        ? name + pair(spec, status, field, "averageValue", "")
        : name + pair(spec, status, field, "averageUtilization", "%");
  }

  private static String pair(
      Unstructured spec, Unstructured status, String field, String value, String unit) {
    return text(status.get(field, "current", value), unit, UNKNOWN)
        + "/"
        + text(spec.get(field, "target", value), unit, "<auto>");
  }

  private static String text(@Nullable Object value, String unit, String otherwise) {
    return value == null ? otherwise : value + unit;
  }
}

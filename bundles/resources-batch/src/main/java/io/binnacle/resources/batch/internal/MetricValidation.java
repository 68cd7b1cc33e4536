package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.ContainerResourceName;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with the metrics that an autoscaler follows. */
final class MetricValidation {
  /** Types with the fields that hold their metric, in the order in which they are looked for. */
  private static final Map<String, String> FIELDS = fields();

  private static final List<String> TYPES =
      List.of("ContainerResource", "External", "Object", "Pods", "Resource");
  private static final List<String> TARGET_TYPES = List.of("Utilization", "Value", "AverageValue");

  private MetricValidation() {}

  private static Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Object", "object");
    fields.put("External", "external");
    fields.put("Pods", "pods");
    fields.put("Resource", "resource");
    fields.put("ContainerResource", "containerResource");
    return fields;
  }

  static List<FieldError> validate(Unstructured spec, String path) {
    List<Unstructured> metrics = spec.items("metrics");
    List<FieldError> errors = new ArrayList<>();
    boolean withoutPods = false;
    for (int i = 0; i < metrics.size(); i++) {
      errors.addAll(metric(metrics.get(i), path + "[" + i + "]"));
      withoutPods |= List.of("Object", "External").contains(metrics.get(i).string("type"));
    }
    if (spec.get("minReplicas") != null && spec.number(1, "minReplicas") == 0 && !withoutPods) {
      errors.add(
          FieldError.forbidden(
              path,
              "must specify at least one Object or External metric to support scaling to zero"
                  + " replicas"));
    }
    return errors;
  }

  private static List<FieldError> metric(Unstructured metric, String path) {
    List<FieldError> errors = new ArrayList<>();
    String type = metric.string("type");
    if (type.isEmpty()) {
      errors.add(FieldError.required(path + ".type", "must specify a metric source type"));
    }
    boolean known = TYPES.contains(type);
    if (!known) {
      errors.add(FieldError.notSupported(path + ".type", type, TYPES));
    }
    List<String> present =
        FIELDS.values().stream().filter(field -> metric.get(field) != null).toList();
    if (!present.isEmpty()) {
      String first = present.get(0);
      errors.addAll(source(first, Numbers.part(metric, first), path + "." + first));
    }
    String expected = FIELDS.getOrDefault(type, "");
    if (!known) {
      errors.add(FieldError.notSupported(path + ".type", type, TYPES));
    } else if (!present.contains(expected)) {
      errors.add(
          FieldError.required(
              path + "." + expected, "must populate information for the given metric source"));
    }
    if (present.size() > 1) {
      present.stream()
          .filter(field -> !field.equals(expected))
          .forEach(
              field ->
                  errors.add(
                      FieldError.forbidden(
                          path + "." + field, "must populate the given metric source only")));
    }
    return errors;
  }

  private static List<FieldError> source(String field, Unstructured source, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (field.equals("object")) {
      errors.addAll(
          ScaleTarget.problems(
              Numbers.part(source, "describedObject"), path + ".describedObject", true));
    }
    boolean ofResource = field.equals("resource") || field.equals("containerResource");
    errors.addAll(ofResource ? resourceName(field, source, path) : metricName(source, path));
    Unstructured target = Numbers.part(source, "target");
    errors.addAll(target(target, path + ".target"));
    errors.addAll(which(field, target, path + ".target"));
    return errors;
  }

  private static List<FieldError> metricName(Unstructured source, String path) {
    String name = source.string("metric", "name");
    if (name.isEmpty()) {
      return List.of(FieldError.required(path + ".metric.name", "must specify a metric name"));
    }
    String wrong = Names.pathSegment(name, false);
    return wrong == null
        ? List.of()
        : List.of(FieldError.invalid(path + ".metric.name", name, wrong));
  }

  private static List<FieldError> resourceName(String field, Unstructured source, String path) {
    List<FieldError> errors = new ArrayList<>();
    String name = source.string("name");
    if (name.isEmpty()) {
      errors.add(FieldError.required(path + ".name", "must specify a resource name"));
    }
    if (field.equals("containerResource")) {
      if (!name.isEmpty()) {
        ContainerResourceName.problems(name)
            .forEach(wrong -> errors.add(FieldError.invalid(path + ".name", name, wrong)));
      }
      String container = source.string("container");
      String wrong = container.isEmpty() ? null : Names.label(container, false);
      if (container.isEmpty()) {
        errors.add(FieldError.required(path + ".container", "must specify a container"));
      } else if (wrong != null) {
        errors.add(FieldError.invalid(path + ".container", container, wrong));
      }
    }
    return errors;
  }

  private static List<FieldError> target(Unstructured target, String path) {
    List<FieldError> errors = new ArrayList<>();
    String type = target.string("type");
    if (type.isEmpty()) {
      errors.add(FieldError.required(path + ".type", "must specify a metric target type"));
    }
    if (!TARGET_TYPES.contains(type)) {
      errors.add(
          FieldError.invalid(
              path + ".type", type, "must be either Utilization, Value, or AverageValue"));
    }
    for (String field : List.of("value", "averageValue")) {
      if (target.get(field) != null && Amount.of(target.string(field)).signum() != 1) {
        errors.add(
            FieldError.invalid(path + "." + field, target.string(field), "must be positive"));
      }
    }
    if (target.get("averageUtilization") != null && target.number(0, "averageUtilization") < 1) {
      errors.add(
          FieldError.invalid(
              path + ".averageUtilization",
              target.get("averageUtilization"),
              "must be greater than 0"));
    }
    return errors;
  }

  /** Which of its values a target must and must not have depends on what is measured. */
  private static List<FieldError> which(String field, Unstructured target, String path) {
    boolean value = target.get("value") != null;
    boolean average = target.get("averageValue") != null;
    boolean utilization = target.get("averageUtilization") != null;
    return switch (field) {
      case "object" ->
          value || average
              ? List.of()
              : List.of(
                  FieldError.required(
                      path + ".averageValue", "must set either a target value or averageValue"));
      case "external" -> external(value, average, path);
      case "pods" ->
          average
              ? List.of()
              : List.of(
                  FieldError.required(
                      path + ".averageValue", "must specify a positive target averageValue"));
      default -> resource(utilization, average, path);
    };
  }

  private static List<FieldError> external(boolean value, boolean average, String path) {
    if (value != average) {
      return List.of();
    }
    return value
        ? List.of(
            FieldError.forbidden(
                path + ".value", "may not set both a target value for metric and a per-pod target"))
        : List.of(
            FieldError.required(
                path + ".averageValue",
                "must set either a target value for metric or a per-pod target"));
  }

  private static List<FieldError> resource(boolean utilization, boolean average, String path) {
    if (utilization != average) {
      return List.of();
    }
    return average
        ? List.of(
            FieldError.forbidden(
                path + ".averageValue",
                "may not set both a target raw value and a target utilization"))
        : List.of(
            FieldError.required(
                path + ".averageUtilization",
                "must set either a target raw value or a target utilization"));
  }
}

package io.binnacle.crd.serving;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the numbers have to be that the scale subresource shows. */
final class ScaleCheck {
  private ScaleCheck() {}

  static void of(Unstructured subresources, Unstructured object, List<FieldError> errors) {
    for (String field : List.of("specReplicasPath", "statusReplicasPath")) {
      String path = subresources.string("scale", field);
      if (!path.isEmpty()) {
        number(path, object, errors);
      }
    }
  }

  private static void number(String path, Unstructured object, List<FieldError> errors) {
    Object value = object.content();
    for (String step : path.substring(1).split("\\.", -1)) {
      if (value == null) {
        return;
      }
      if (!(value instanceof Map<?, ?> map)) {
        errors.add(unfit(path, value, "map[string]interface{}"));
        return;
      }
      value = map.get(step);
    }
    if (value instanceof Long replicas) {
      if (replicas < 0) {
        errors.add(FieldError.invalid(path, replicas, "should be a non-negative integer"));
      } else if (replicas > Integer.MAX_VALUE) {
        errors.add(
            FieldError.invalid(
                path, replicas, "should be less than or equal to " + Integer.MAX_VALUE));
      }
    } else if (value != null) {
      errors.add(unfit(path, value, "int64"));
    }
  }

  private static FieldError unfit(String path, @Nullable Object value, String wanted) {
    String type =
        value instanceof List<?>
            ? "[]interface {}"
            : value instanceof Map<?, ?>
                ? "map[string]interface {}"
                : value instanceof String
                    ? "string"
                    : value instanceof Boolean ? "bool" : "float64";
    return FieldError.invalid(
        path,
        0L,
        path + " accessor error: " + value + " is of the type " + type + ", expected " + wanted);
  }
}

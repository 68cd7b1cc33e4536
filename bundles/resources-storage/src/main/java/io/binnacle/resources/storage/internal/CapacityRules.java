package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.schema.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How much of a device's capacity may be asked for at once, if several may use it (KEP-5075). */
final class CapacityRules {
  private static final int MAX_VALUES = 10;

  private CapacityRules() {}

  static List<FieldError> problems(Unstructured capacity, boolean shared, String path) {
    if (capacity.get("requestPolicy") == null) {
      return List.of();
    }
    if (!shared) {
      return List.of(FieldError.forbidden(path, "allowMultipleAllocations must be true"));
    }
    Unstructured policy = new Unstructured(capacity.map("requestPolicy"));
    List<Quantity> values =
        policy.list("validValues").stream().map(value -> Quantity.parse(text(value))).toList();
    boolean ranged = policy.get("validRange") != null;
    if (!values.isEmpty() && ranged) {
      return List.of(
          FieldError.forbidden(
              path,
              "exactly one policy can be specified, cannot specify \"validValues\" and"
                  + " \"validRange\" at the same time"));
    }
    if (values.isEmpty() && !ranged) {
      return List.of();
    }
    Quantity usual = amount(policy.get("default"));
    String kind = ranged ? "validRange" : "validValues";
    if (usual == null) {
      return List.of(
          FieldError.required(path + ".default", "required when " + kind + " is defined"));
    }
    Quantity all = amount(capacity.get("value"));
    Quantity whole = all == null ? Quantity.ZERO : all;
    return ranged
        ? range(new Unstructured(policy.map("validRange")), usual, whole, path + ".validRange")
        : values(values, usual, whole, path + ".validValues");
  }

  private static List<FieldError> values(
      List<Quantity> values, Quantity usual, Quantity whole, String path) {
    List<FieldError> errors = new ArrayList<>();
    for (int i = 1; i < values.size(); i++) {
      if (values.get(i - 1).compareTo(values.get(i)) > 0) {
        errors.add(
            invalid(
                path + "[" + i + "]", values.get(i), "values must be sorted in ascending order"));
      }
    }
    if (values.size() > MAX_VALUES) {
      errors.add(FieldError.tooMany(path, values.size(), MAX_VALUES));
    } else {
      Set<Long> seen = new HashSet<>();
      for (int i = 0; i < values.size(); i++) {
        String at = path + "[" + i + "]";
        if (values.get(i).compareTo(whole) > 0) {
          errors.add(invalid(at, values.get(i), "option is larger than capacity value: " + whole));
        }
        if (!seen.add(values.get(i).value())) {
          errors.add(FieldError.duplicate(at, Long.toString(values.get(i).value())));
        }
      }
    }
    if (values.size() > MAX_VALUES || values.stream().noneMatch(v -> v.compareTo(usual) == 0)) {
      errors.add(invalid(path, usual, "default value is not valid according to the requestPolicy"));
    }
    return errors;
  }

  private static List<FieldError> range(
      Unstructured range, Quantity usual, Quantity whole, String path) {
    Quantity min = amount(range.get("min"));
    Quantity max = amount(range.get("max"));
    Quantity step = amount(range.get("step"));
    if (min == null) {
      return List.of(FieldError.required(path + ".min", "required when validRange is defined"));
    }
    List<FieldError> errors = new ArrayList<>();
    if (min.compareTo(whole) > 0) {
      errors.add(invalid(path + ".min", min, "min is larger than capacity value: " + whole));
    }
    if (usual.compareTo(min) < 0) {
      errors.add(invalid(path + ".min", usual, "default is less than min: " + min));
    }
    if (max != null) {
      if (min.compareTo(max) > 0) {
        errors.add(invalid(path + ".max", min, "min is larger than max: " + max));
      }
      if (max.compareTo(whole) > 0) {
        errors.add(invalid(path + ".max", max, "max is larger than capacity value: " + whole));
      }
      if (usual.compareTo(max) > 0) {
        errors.add(invalid(path + ".max", usual, "default is more than max: " + max));
      }
    }
    if (step != null) {
      Quantity second = min.add(step);
      if (second.compareTo(whole) > 0) {
        errors.add(
            invalid(
                path + ".step",
                step,
                "one step " + second + " is larger than capacity value: " + whole));
      }
      errors.addAll(onStep(usual, min, step, path + ".step"));
      if (max != null) {
        errors.addAll(onStep(max, min, step, path + ".step"));
      }
    }
    return errors;
  }

  private static List<FieldError> onStep(Quantity value, Quantity min, Quantity step, String path) {
    long by = step.value();
    return by != 0 && (value.value() - min.value()) % by == 0
        ? List.of()
        : List.of(
            invalid(
                path,
                value,
                "value is not a multiple of a given step (" + step + ") from (" + min + ")"));
  }

  private static FieldError invalid(String path, Quantity value, String detail) {
    return FieldError.invalid(path, value.toString(), detail);
  }

  private static @Nullable Quantity amount(@Nullable Object value) {
    return value == null ? null : Quantity.parse(text(value));
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }
}

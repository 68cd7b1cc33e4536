package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.internal.rules.LabelRules;
import io.binnacle.resources.core.internal.rules.Quantity;
import io.binnacle.resources.core.internal.rules.ResourceNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** LimitRanges: bounds and defaults that must not contradict each other. */
public final class LimitRangeStrategy implements Strategy {
  private static final Set<String> TYPES = Set.of("Pod", "Container", "PersistentVolumeClaim");
  private static final List<String> BOUNDS =
      List.of("min", "max", "default", "defaultRequest", "maxLimitRequestRatio");

  @Override
  public void applyDefaults(Unstructured object) {
    for (Unstructured item : object.items("spec", "limits")) {
      if (item.string("type").equals("Container")) {
        copyMissing(item, "max", "default");
        copyMissing(item, "default", "defaultRequest");
        copyMissing(item, "min", "defaultRequest");
      }
    }
  }

  private static void copyMissing(Unstructured item, String from, String to) {
    item.map(from)
        .forEach(
            (name, amount) -> {
              if (amount != null) {
                item.setDefault(amount, to, name);
              }
            });
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    Set<String> types = new HashSet<>();
    List<Unstructured> limits = object.items("spec", "limits");
    for (int i = 0; i < limits.size(); i++) {
      Unstructured item = limits.get(i);
      String at = "spec.limits[" + i + "]";
      String type = item.string("type");
      errors.addAll(typeProblems(type, at + ".type"));
      if (!types.add(type)) {
        errors.add(FieldError.duplicate(at + ".type", type));
      }
      boolean pod = type.equals("Pod");
      if (pod) {
        for (String field : List.of("default", "defaultRequest")) {
          if (!item.map(field).isEmpty()) {
            errors.add(
                FieldError.forbidden(
                    at + "." + field, "may not be specified when `type` is 'Pod'"));
          }
        }
      }
      if (type.equals("PersistentVolumeClaim")
          && item.get("min", "storage") == null
          && item.get("max", "storage") == null) {
        errors.add(
            FieldError.required(
                at + ".limits",
                "either minimum or maximum storage value is required, but neither was provided"));
      }
      Set<String> names = new TreeSet<>();
      for (String field : BOUNDS) {
        if (pod && field.startsWith("default")) {
          continue;
        }
        for (String name : item.map(field).keySet()) {
          names.add(name);
          errors.addAll(nameProblems(type, name, at + "." + field + "[" + name + "]"));
        }
      }
      names.forEach(name -> bounds(errors, item, at, name));
    }
    return errors;
  }

  private static List<FieldError> typeProblems(String type, String at) {
    List<FieldError> errors = LabelRules.key(type, at);
    return !errors.isEmpty() || type.contains("/") || TYPES.contains(type)
        ? errors
        : List.of(FieldError.invalid(at, type, "must be a standard limit type or fully qualified"));
  }

  private static List<FieldError> nameProblems(String type, String name, String at) {
    return type.equals("Pod") || type.equals("Container")
        ? ResourceNames.ofContainer(name, at)
        : ResourceNames.ofAnything(name, at);
  }

  private static void bounds(List<FieldError> errors, Unstructured item, String at, String name) {
    Object min = item.get("min", name);
    Object max = item.get("max", name);
    Object request = item.get("defaultRequest", name);
    Object limit = item.get("default", name);
    String minAt = at + ".min[" + name + "]";
    String requestAt = at + ".defaultRequest[" + name + "]";
    String limitAt = at + ".default[" + name + "]";
    order(errors, minAt, min, "min", min, "max", max);
    order(errors, requestAt, request, "min", min, "default request", request);
    order(errors, requestAt, request, "default request", request, "max", max);
    order(errors, requestAt, request, "default request", request, "default limit", limit);
    order(errors, limitAt, min, "min", min, "default", limit);
    order(errors, limitAt, max, "default", limit, "max", max);
    Object ratio = item.get("maxLimitRequestRatio", name);
    if (ratio != null && Quantity.of(ratio).compareTo(Quantity.of("1")) < 0) {
      errors.add(
          FieldError.invalid(
              at + ".maxLimitRequestRatio[" + name + "]",
              ratio,
              "ratio " + ratio + " is less than 1"));
    }
    if (ratio != null && min != null && max != null) {
      most(errors, at + ".maxLimitRequestRatio[" + name + "]", ratio, min, max);
    }
    // What can't be promised twice is requested exactly as it is limited.
    if (!ResourceNames.isOvercommitAllowed(name)
        && limit != null
        && request != null
        && Quantity.of(limit).compareTo(Quantity.of(request)) != 0) {
      errors.add(
          FieldError.invalid(
              requestAt,
              request,
              "default value "
                  + limit
                  + " must equal to defaultRequest value "
                  + request
                  + " in "
                  + name));
    }
  }

  private static void most(
      List<FieldError> errors, String at, Object ratio, Object min, Object max) {
    double most = Quantity.of(max).value().doubleValue() / Quantity.of(min).value().doubleValue();
    if (Quantity.of(ratio).value().doubleValue() > most) {
      errors.add(
          FieldError.invalid(
              at,
              ratio,
              String.format(Locale.ROOT, "ratio %s is greater than max/min = %f", ratio, most)));
    }
  }

  private static void order(
      List<FieldError> errors,
      String at,
      @Nullable Object shown,
      String lowName,
      @Nullable Object low,
      String highName,
      @Nullable Object high) {
    if (low != null && high != null && Quantity.of(low).compareTo(Quantity.of(high)) > 0) {
      errors.add(
          FieldError.invalid(
              at,
              shown,
              lowName + " value " + low + " is greater than " + highName + " value " + high));
    }
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public boolean allowsCreateOnUpdate() {
    return true;
  }
}

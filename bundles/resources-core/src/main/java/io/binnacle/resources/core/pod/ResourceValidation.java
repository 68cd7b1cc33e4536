package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Quantity;
import io.binnacle.resources.core.internal.rules.ResourceNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code resources} of a container, or of a pod as a whole. */
final class ResourceValidation {
  /** Resources of which more can't be promised than may be used. */
  private static final String HUGE_PAGES = "hugepages-";

  private ResourceValidation() {}

  /** The resources of a pod as a whole, of which few can be shared by containers (KEP-2837). */
  static List<FieldError> ofPod(Unstructured pod, String path) {
    List<FieldError> errors = new ArrayList<>();
    for (String list : List.of("limits", "requests")) {
      for (String name : pod.map("resources", list).keySet()) {
        if (!name.equals("cpu") && !name.equals("memory") && !name.startsWith(HUGE_PAGES)) {
          errors.add(
              FieldError.notSupported(
                  path + "." + list + "[" + name + "]",
                  name,
                  List.of("cpu", HUGE_PAGES, "memory")));
        }
      }
    }
    return errors.isEmpty() ? ofContainer(pod, path) : errors;
  }

  static List<FieldError> ofContainer(Unstructured holder, String path) {
    List<FieldError> errors = new ArrayList<>();
    Map<String, Object> limits = holder.map("resources", "limits");
    Map<String, Object> requests = holder.map("resources", "requests");
    limits.forEach((name, amount) -> one(errors, name, amount, path + ".limits[" + name + "]"));
    requests.forEach(
        (name, amount) -> {
          one(errors, name, amount, path + ".requests[" + name + "]");
          Object limit = limits.get(name);
          if (limit != null) {
            againstLimit(errors, name, amount, limit, path + ".requests");
          } else if (name.startsWith(HUGE_PAGES) || name.contains("/")) {
            errors.add(
                FieldError.required(
                    path + ".limits", "Limit must be set for non overcommitable resources"));
          }
        });
    hugePages(errors, limits, requests, path);
    claims(errors, holder, path + ".claims");
    return errors;
  }

  private static void one(List<FieldError> errors, String name, Object amount, String path) {
    errors.addAll(ResourceNames.ofContainer(name, path));
    errors.addAll(ResourceNames.amount(name, amount, path));
  }

  private static void againstLimit(
      List<FieldError> errors, String name, Object amount, Object limit, String path) {
    int order = Quantity.of(amount).compareTo(Quantity.of(limit));
    boolean exact = name.startsWith(HUGE_PAGES) || name.contains("/");
    if (exact && order != 0) {
      errors.add(
          FieldError.invalid(
              path, amount.toString(), "must be equal to " + name + " limit of " + limit));
    } else if (order > 0) {
      errors.add(
          FieldError.invalid(
              path,
              amount.toString(),
              "must be less than or equal to " + name + " limit of " + limit));
    }
  }

  private static void hugePages(
      List<FieldError> errors,
      Map<String, Object> limits,
      Map<String, Object> requests,
      String path) {
    Set<String> names = new HashSet<>(limits.keySet());
    names.addAll(requests.keySet());
    boolean huge = names.stream().anyMatch(name -> name.startsWith(HUGE_PAGES));
    if (huge && !names.contains("cpu") && !names.contains("memory")) {
      errors.add(FieldError.forbidden(path, "HugePages require cpu or memory"));
    }
  }

  private static void claims(List<FieldError> errors, Unstructured holder, String path) {
    List<Unstructured> claims = holder.items("resources", "claims");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < claims.size(); i++) {
      String name = claims.get(i).string("name");
      if (name.isEmpty()) {
        errors.add(FieldError.required(path + "[" + i + "].name", ""));
      } else if (!seen.add(name + "/" + claims.get(i).string("request"))) {
        errors.add(FieldError.duplicate(path + "[" + i + "]", name));
      }
    }
  }
}

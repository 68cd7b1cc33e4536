package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Quantity;
import io.binnacle.resources.core.internal.rules.ResourceNames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The {@code resources} of a container, or of a pod as a whole. */
final class ResourceValidation {
  /** Resources that come in pages of the size that their name tells. */
  private static final String HUGE_PAGES = "hugepages-";

  private ResourceValidation() {}

  /**
   * @param claims the names of the pod's resource claims, in order
   */
  static List<FieldError> ofContainer(Map<String, ?> resources, String path, Set<String> claims) {
    return of(resources, path, claims, ResourceNames::ofContainer);
  }

  /**
   * @param names what is wrong with a resource's name at a path
   */
  static List<FieldError> of(
      Map<String, ?> resources,
      String path,
      Set<String> claims,
      BiFunction<String, String, List<FieldError>> names) {
    List<FieldError> errors = new ArrayList<>();
    Unstructured holder = Unstructured.of(resources);
    Map<String, Object> limits = holder.map("limits");
    Map<String, Object> requests = holder.map("requests");
    limits.forEach(
        (name, amount) -> one(errors, name, amount, path + ".limits[" + name + "]", names));
    requests.forEach(
        (name, amount) -> {
          one(errors, name, amount, path + ".requests[" + name + "]", names);
          Object limit = limits.get(name);
          if (limit != null) {
            againstLimit(errors, name, amount, limit, path + ".requests");
          } else if (!ResourceNames.isOvercommitAllowed(name)) {
            errors.add(
                FieldError.required(
                    path + ".limits", "Limit must be set for non overcommitable resources"));
          }
        });
    hugePages(errors, limits, requests, path);
    ResourceClaimUse.check(errors, holder.items("claims"), claims, path + ".claims");
    return errors;
  }

  private static void one(
      List<FieldError> errors,
      String name,
      Object amount,
      String path,
      BiFunction<String, String, List<FieldError>> names) {
    errors.addAll(names.apply(name, path));
    errors.addAll(ResourceNames.amount(name, amount, path));
    if (ResourceNames.isHugePages(name) && !isOfPages(name, amount)) {
      errors.add(
          FieldError.invalid(
              path, amount.toString(), amount + " is not positive integer multiple of " + name));
    }
  }

  private static boolean isOfPages(String name, Object amount) {
    Quantity page = Quantity.of(name.substring(HUGE_PAGES.length()));
    return page.signum() > 0
        && page.isWhole()
        && Quantity.of(amount)
                .value()
                .setScale(0, RoundingMode.UP)
                .remainder(page.value())
                .compareTo(BigDecimal.ZERO)
            == 0;
  }

  private static void againstLimit(
      List<FieldError> errors, String name, Object amount, Object limit, String path) {
    int order = Quantity.of(amount).compareTo(Quantity.of(limit));
    if (order != 0 && !ResourceNames.isOvercommitAllowed(name)) {
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
    boolean huge = names.stream().anyMatch(ResourceNames::isHugePages);
    if (huge && !names.contains("cpu") && !names.contains("memory")) {
      errors.add(FieldError.forbidden(path, "HugePages require cpu or memory"));
    }
  }
}

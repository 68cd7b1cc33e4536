package io.binnacle.resources.rbac.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.rbac.internal.AccessReview.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an access review must ask to be answered. */
final class AccessReviewRules {
  private static final String RESOURCE = "spec.resourceAttributes";
  private static final String PATH = "spec.nonResourceAttributes";
  private static final Set<String> LABEL_OPERATORS =
      Set.of("In", "NotIn", "Exists", "DoesNotExist");

  private AccessReviewRules() {}

  static List<FieldError> problems(Unstructured review, Scope scope) {
    List<FieldError> errors = new ArrayList<>();
    boolean resource = review.get("spec", "resourceAttributes") != null;
    boolean path = review.get("spec", "nonResourceAttributes") != null;
    if (resource && path) {
      errors.add(
          FieldError.invalid(
              PATH,
              pathAsked(review),
              "cannot be specified in combination with resourceAttributes"));
    }
    if (!resource && !path) {
      errors.add(
          FieldError.invalid(
              RESOURCE,
              null,
              "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
    }
    if (scope != Scope.SELF
        && review.string("spec", "user").isEmpty()
        && review.list("spec", "groups").isEmpty()) {
      errors.add(
          FieldError.invalid("spec.user", "", "at least one of user or group must be specified"));
    }
    for (String selector : List.of("fieldSelector", "labelSelector")) {
      if (review.get("spec", "resourceAttributes", selector) != null) {
        errors.addAll(
            selectorProblems(
                new Unstructured(review.map("spec", "resourceAttributes", selector)),
                RESOURCE + "." + selector));
      }
    }
    errors.addAll(metadataProblems(review, scope));
    if (scope == Scope.LOCAL) {
      errors.addAll(localProblems(review, resource, path));
    }
    return errors;
  }

  private static Map<String, Object> pathAsked(Unstructured review) {
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("Path", review.string("spec", "nonResourceAttributes", "path"));
    asked.put("Verb", review.string("spec", "nonResourceAttributes", "verb"));
    return asked;
  }

  private static List<FieldError> metadataProblems(Unstructured review, Scope scope) {
    Map<String, Object> metadata = new LinkedHashMap<>(review.map("metadata"));
    metadata.remove("managedFields");
    metadata.remove("creationTimestamp", null);
    if (scope == Scope.LOCAL) {
      metadata.remove("namespace");
    }
    return metadata.isEmpty()
        ? List.of()
        : List.of(
            FieldError.invalid(
                "metadata",
                metadata,
                scope == Scope.LOCAL ? "must be empty except for namespace" : "must be empty"));
  }

  private static List<FieldError> localProblems(
      Unstructured review, boolean resource, boolean path) {
    List<FieldError> errors = new ArrayList<>();
    String namespace = review.string("spec", "resourceAttributes", "namespace");
    if (resource && !namespace.equals(review.namespace())) {
      errors.add(
          FieldError.invalid(RESOURCE + ".namespace", namespace, "must match metadata.namespace"));
    }
    if (path) {
      errors.add(FieldError.invalid(PATH, pathAsked(review), "disallowed on this kind of request"));
    }
    return errors;
  }

  private static List<FieldError> selectorProblems(Unstructured selector, String path) {
    String raw = selector.string("rawSelector");
    List<Unstructured> requirements = selector.items("requirements");
    if (!raw.isEmpty() && !requirements.isEmpty()) {
      return List.of(
          FieldError.invalid(
              path + ".rawSelector", raw, "may not specified at the same time as requirements"));
    }
    if (raw.isEmpty() && requirements.isEmpty()) {
      return List.of(
          FieldError.required(
              path + ".requirements",
              "when " + path + " is specified, requirements or rawSelector is required"));
    }
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < requirements.size(); i++) {
      errors.addAll(requirementProblems(requirements.get(i), path + ".requirements[" + i + "]"));
    }
    return errors;
  }

  private static List<FieldError> requirementProblems(Unstructured requirement, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (requirement.string("key").isEmpty()) {
      errors.add(FieldError.required(path + ".key", "must be specified"));
    }
    boolean values = !requirement.list("values").isEmpty();
    switch (requirement.string("operator")) {
      case "In", "NotIn" -> {
        if (!values) {
          errors.add(
              FieldError.required(
                  path + ".values", "must be specified when `operator` is 'In' or 'NotIn'"));
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (values) {
          errors.add(
              FieldError.forbidden(
                  path + ".values",
                  "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
        }
      }
      default -> {
        // Operators of later versions are let pass, so that old servers answer new clients.
      }
    }
    return errors;
  }

  /** Names the selectors with requirements that can't be understood; "" if there are none. */
  static String ignoredSelectors(Unstructured spec) {
    List<String> ignored = new ArrayList<>();
    for (String selector : List.of("fieldSelector", "labelSelector")) {
      List<Unstructured> requirements = spec.items("resourceAttributes", selector, "requirements");
      long understood = requirements.stream().filter(r -> isUnderstood(r, selector)).count();
      if (understood < requirements.size()) {
        ignored.add(
            RESOURCE
                + "."
                + selector
                + (understood > 0 ? " partially" : "")
                + " ignored due to parse error");
      }
    }
    return String.join("; ", ignored);
  }

  /** Field selectors know one value per requirement, and that a field has it or not. */
  private static boolean isUnderstood(Unstructured requirement, String selector) {
    String operator = requirement.string("operator");
    return selector.equals("labelSelector")
        ? LABEL_OPERATORS.contains(operator)
        : (operator.equals("In") || operator.equals("NotIn"))
            && requirement.list("values").size() == 1;
  }
}

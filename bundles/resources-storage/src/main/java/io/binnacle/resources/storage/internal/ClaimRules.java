package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;

/** What a claim for devices may ask for, and what it asks for if it does not say. */
final class ClaimRules {
  private static final int MAX_ALTERNATIVES = 8;

  private final DeviceSelectors selectors;

  ClaimRules(DeviceSelectors selectors) {
    this.selectors = selectors;
  }

  /**
   * @param spec of a ResourceClaim
   */
  static void applyDefaults(Unstructured spec) {
    for (Unstructured request : spec.items("devices", "requests")) {
      if (request.get("exactly") != null) {
        applyRequestDefaults(new Unstructured(request.map("exactly")));
      }
      request.items("firstAvailable").forEach(ClaimRules::applyRequestDefaults);
    }
  }

  private static void applyRequestDefaults(Unstructured request) {
    if (request.string("allocationMode").isEmpty()) {
      request.set("ExactCount", "allocationMode");
    }
    if (request.string("allocationMode").equals("ExactCount") && request.number(0, "count") == 0) {
      request.set(1L, "count");
    }
    for (Unstructured toleration : request.items("tolerations")) {
      if (toleration.string("operator").isEmpty()) {
        toleration.set("Equal", "operator");
      }
    }
  }

  /**
   * @param spec of a ResourceClaim
   * @param path where it stands
   */
  List<FieldError> problems(Unstructured spec, String path) {
    String at = path + ".devices";
    List<Unstructured> requests = spec.items("devices", "requests");
    RequestNames names = RequestNames.of(requests);
    List<FieldError> errors =
        new ArrayList<>(
            Items.distinct(
                requests, Items.MAX, at + ".requests", this::requestProblems, ClaimRules::name));
    errors.addAll(
        Items.each(
            spec.items("devices", "constraints"),
            Items.MAX,
            at + ".constraints",
            (constraint, where) -> constraintProblems(constraint, names, where)));
    errors.addAll(
        Items.each(
            spec.items("devices", "config"),
            Items.MAX,
            at + ".config",
            (config, where) -> configProblems(config, names, where)));
    return errors;
  }

  private static String name(Unstructured named) {
    return named.string("name");
  }

  private List<FieldError> requestProblems(Unstructured request, String path) {
    List<FieldError> errors = new ArrayList<>(Rules.label(request.string("name"), path + ".name"));
    boolean exact = request.get("exactly") != null;
    List<Unstructured> alternatives = request.items("firstAvailable");
    String text = "exactly one of `exactly` or `firstAvailable` is required";
    if (exact && !alternatives.isEmpty()) {
      errors.add(FieldError.invalid(path, null, text + ", but multiple fields are set"));
    } else if (exact) {
      errors.addAll(deviceProblems(new Unstructured(request.map("exactly")), path + ".exactly"));
    } else if (alternatives.isEmpty()) {
      errors.add(FieldError.required(path, text));
    } else {
      errors.addAll(
          Items.distinct(
              alternatives,
              MAX_ALTERNATIVES,
              path + ".firstAvailable",
              this::alternativeProblems,
              ClaimRules::name));
    }
    return errors;
  }

  private List<FieldError> alternativeProblems(Unstructured alternative, String path) {
    List<FieldError> errors =
        new ArrayList<>(Rules.label(alternative.string("name"), path + ".name"));
    errors.addAll(deviceProblems(alternative, path));
    return errors;
  }

  private List<FieldError> deviceProblems(Unstructured request, String path) {
    List<FieldError> errors = new ArrayList<>();
    String deviceClass = request.string("deviceClassName");
    if (deviceClass.isEmpty()) {
      errors.add(FieldError.required(path + ".deviceClassName", ""));
    } else {
      errors.addAll(Rules.subdomain(deviceClass, path + ".deviceClassName"));
    }
    errors.addAll(selectors.problems(request.items("selectors"), path + ".selectors"));
    long count = request.number(0, "count");
    switch (request.string("allocationMode")) {
      case "All" -> {
        if (count != 0) {
          errors.add(
              FieldError.invalid(
                  path + ".count", count, "must not be specified when allocationMode is 'All'"));
        }
      }
      case "ExactCount" -> {
        if (count <= 0) {
          errors.add(FieldError.invalid(path + ".count", count, "must be greater than zero"));
        }
      }
      default ->
          errors.addAll(
              Rules.oneOf(
                  request.string("allocationMode"), path + ".allocationMode", "All", "ExactCount"));
    }
    List<Unstructured> tolerations = request.items("tolerations");
    for (int i = 0; i < tolerations.size(); i++) {
      errors.addAll(TaintRules.toleration(tolerations.get(i), path + ".tolerations[" + i + "]"));
    }
    return errors;
  }

  private static List<FieldError> constraintProblems(
      Unstructured constraint, RequestNames names, String path) {
    List<FieldError> errors =
        new ArrayList<>(names.problems(constraint.list("requests"), path + ".requests"));
    for (String field : List.of("matchAttribute", "distinctAttribute")) {
      if (constraint.get(field) instanceof String attribute) {
        // With both given, the original looks at the first alone.
        errors.addAll(AttributeRules.fullName(attribute, path + "." + field));
        return errors;
      }
    }
    // The words are the original's, though nothing is set.
    errors.add(
        FieldError.required(
            path,
            "exactly one of \"matchAttribute\" or \"distinctAttribute\" is required, but multiple"
                + " fields are set"));
    return errors;
  }

  private static List<FieldError> configProblems(
      Unstructured config, RequestNames names, String path) {
    List<FieldError> errors =
        new ArrayList<>(names.problems(config.list("requests"), path + ".requests"));
    errors.addAll(DeviceConfigRules.config(config, path));
    return errors;
  }
}

package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
    List<FieldError> errors = new ArrayList<>(DeviceConfigRules.atMost(requests, at + ".requests"));
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < requests.size(); i++) {
      String requestPath = at + ".requests[" + i + "]";
      errors.addAll(requestProblems(requests.get(i), requestPath));
      String name = requests.get(i).string("name");
      if (!names.add(name)) {
        errors.add(FieldError.duplicate(requestPath + ".name", name));
      }
      requests
          .get(i)
          .items("firstAvailable")
          .forEach(alternative -> names.add(name + "/" + alternative.string("name")));
    }
    List<Unstructured> constraints = spec.items("devices", "constraints");
    errors.addAll(DeviceConfigRules.atMost(constraints, at + ".constraints"));
    for (int i = 0; i < constraints.size(); i++) {
      errors.addAll(constraintProblems(constraints.get(i), names, at + ".constraints[" + i + "]"));
    }
    List<Unstructured> configs = spec.items("devices", "config");
    errors.addAll(DeviceConfigRules.configs(configs, at + ".config"));
    for (int i = 0; i < configs.size(); i++) {
      errors.addAll(referenceProblems(configs.get(i), names, at + ".config[" + i + "].requests"));
    }
    return errors;
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
      errors.addAll(alternativeProblems(alternatives, path + ".firstAvailable"));
    }
    return errors;
  }

  private List<FieldError> alternativeProblems(List<Unstructured> alternatives, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (alternatives.size() > MAX_ALTERNATIVES) {
      errors.add(FieldError.tooMany(path, alternatives.size(), MAX_ALTERNATIVES));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < alternatives.size(); i++) {
      String at = path + "[" + i + "]";
      String name = alternatives.get(i).string("name");
      errors.addAll(Rules.label(name, at + ".name"));
      if (!names.add(name)) {
        errors.add(FieldError.duplicate(at + ".name", name));
      }
      errors.addAll(deviceProblems(alternatives.get(i), at));
    }
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
    return errors;
  }

  private static List<FieldError> constraintProblems(
      Unstructured constraint, Set<String> names, String path) {
    List<FieldError> errors =
        new ArrayList<>(referenceProblems(constraint, names, path + ".requests"));
    boolean match = constraint.get("matchAttribute") != null;
    boolean distinct = constraint.get("distinctAttribute") != null;
    String text = "exactly one of `matchAttribute` or `distinctAttribute` is required";
    if (!match && !distinct) {
      errors.add(FieldError.required(path, text));
    } else if (match && distinct) {
      errors.add(FieldError.invalid(path, null, text + ", but multiple fields are set"));
    }
    return errors;
  }

  private static List<FieldError> referenceProblems(
      Unstructured by, Set<String> names, String path) {
    List<FieldError> errors = new ArrayList<>();
    List<?> requests = by.list("requests");
    errors.addAll(DeviceConfigRules.atMost(requests, path));
    for (int i = 0; i < requests.size(); i++) {
      if (!names.contains(String.valueOf(requests.get(i)))) {
        errors.add(
            FieldError.invalid(
                path + "[" + i + "]",
                requests.get(i),
                "must be the name of a request in the claim or the name of a request and a"
                    + " subrequest separated by '/'"));
      }
    }
    return errors;
  }
}

package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a ResourceSlice may say of one device, and of what its devices share. */
final class DeviceRules {
  private static final int MAX_DESCRIBED = 32;
  private static final int MAX_VALUES = 48;
  private static final int MAX_TAINTS = 16;
  private static final int MAX_COUNTERS = 32;
  private static final int MAX_COUNTER_SETS = 2;
  private static final int MAX_CONDITIONS = 4;

  private DeviceRules() {}

  static List<FieldError> problems(Unstructured device, boolean placed, String path) {
    List<FieldError> errors = new ArrayList<>(Rules.label(device.string("name"), path + ".name"));
    Map<String, ?> attributes = device.map("attributes");
    int described = attributes.size() + device.map("capacity").size();
    if (described > MAX_DESCRIBED) {
      errors.add(tooMuch(path, described, "attributes and capacities", MAX_DESCRIBED));
    }
    if (attributes.size() > MAX_VALUES) {
      errors.add(tooMuch(path, attributes.size(), "attribute values", MAX_VALUES));
    }
    for (String name : attributes.keySet()) {
      errors.addAll(AttributeRules.name(name, path + ".attributes"));
      errors.addAll(
          AttributeRules.value(
              new Unstructured(device.map("attributes", name)),
              path + ".attributes[" + name + "]"));
    }
    for (String name : device.map("capacity").keySet()) {
      errors.addAll(AttributeRules.name(name, path + ".capacity"));
      errors.addAll(
          CapacityRules.problems(
              new Unstructured(device.map("capacity", name)),
              device.bool("allowMultipleAllocations"),
              path + ".capacity[" + name + "].requestPolicy"));
    }
    errors.addAll(
        Items.each(device.items("taints"), MAX_TAINTS, path + ".taints", TaintRules::taint));
    errors.addAll(
        Items.distinct(
            device.items("consumesCounters"),
            MAX_COUNTER_SETS,
            path + ".consumesCounters",
            (counters, at) -> counters(counters, "counterSet", at),
            counters -> counters.string("counterSet")));
    errors.addAll(PlaceRules.device(device, placed, path));
    errors.addAll(conditions(device, path));
    return errors;
  }

  private static FieldError tooMuch(String path, int count, String what, int max) {
    return FieldError.invalid(
        path, count, "the total number of " + what + " must not exceed " + max);
  }

  /**
   * Counters of a set, there or used.
   *
   * @param name the field that names the set
   */
  static List<FieldError> counters(Unstructured set, String name, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (set.string(name).isEmpty()) {
      errors.add(FieldError.required(path + "." + name, ""));
    } else {
      errors.addAll(Rules.label(set.string(name), path + "." + name));
    }
    Set<String> counters = set.map("counters").keySet();
    String at = path + ".counters";
    if (counters.isEmpty()) {
      errors.add(FieldError.required(at, ""));
    } else if (counters.size() > MAX_COUNTERS) {
      errors.add(FieldError.tooMany(at, counters.size(), MAX_COUNTERS));
    } else {
      counters.forEach(counter -> errors.addAll(Rules.label(counter, at)));
    }
    return errors;
  }

  /** Conditions a binding waits for, and those by which it fails: both or none, none in both. */
  private static List<FieldError> conditions(Unstructured device, String path) {
    String waited = path + ".bindingConditions";
    String failed = path + ".bindingFailureConditions";
    List<String> conditions = texts(device, "bindingConditions");
    List<String> failures = texts(device, "bindingFailureConditions");
    List<FieldError> errors =
        new ArrayList<>(Items.each(conditions, MAX_CONDITIONS, waited, Rules::qualifiedName));
    errors.addAll(Items.each(failures, MAX_CONDITIONS, failed, Rules::qualifiedName));
    errors.addAll(duplicates(conditions, waited));
    errors.addAll(duplicates(failures, failed));
    for (int i = 0; i < failures.size(); i++) {
      if (conditions.contains(failures.get(i))) {
        errors.add(
            FieldError.invalid(
                failed + "[" + i + "]",
                failures.get(i),
                "bindingFailureConditions must not overlap with bindingConditions"));
      }
    }
    if (conditions.isEmpty() && !failures.isEmpty()) {
      errors.add(
          FieldError.invalid(
              waited,
              device.get("bindingConditions"),
              "bindingConditions are required to use bindingFailureConditions"));
    }
    if (failures.isEmpty() && !conditions.isEmpty()) {
      errors.add(
          FieldError.invalid(
              failed,
              device.get("bindingFailureConditions"),
              "bindingFailureConditions are required to use bindingConditions"));
    }
    return errors;
  }

  private static List<String> texts(Unstructured device, String field) {
    return device.list(field).stream().map(String::valueOf).toList();
  }

  private static List<FieldError> duplicates(List<String> texts, String path) {
    List<FieldError> errors = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!seen.add(texts.get(i))) {
        errors.add(FieldError.duplicate(path + "[" + i + "]", texts.get(i)));
      }
    }
    return errors;
  }
}

package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;

/**
 * Where devices can be used: what a slice says for all of its devices, or each device for itself.
 */
final class PlaceRules {
  private static final String EACH = "perDeviceNodeSelection";
  private static final String ONE_PLACE =
      "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";
  private static final String ONE_PLACE_EACH =
      "exactly one of `nodeName`, `nodeSelector`, or `allNodes` is required when"
          + " `perDeviceNodeSelection` is set to true in the ResourceSlice spec";
  private static final String TRUE_OR_UNSET = "must be either unset or set to true";

  private PlaceRules() {}

  static List<FieldError> slice(Unstructured spec) {
    List<FieldError> errors = new ArrayList<>();
    List<String> given = new ArrayList<>();
    node(spec, "spec", "must be either unset or set to a non-empty string", given, errors);
    if (spec.get("nodeSelector") != null) {
      given.add("`nodeSelector`");
      List<?> terms = spec.list("nodeSelector", "nodeSelectorTerms");
      if (terms.size() != 1) {
        errors.add(
            FieldError.invalid(
                "spec.nodeSelector.nodeSelectorTerms",
                terms,
                "must have exactly one node selector term"));
      }
    }
    flag(spec, "allNodes", "spec", given, errors);
    flag(spec, EACH, "spec", given, errors);
    if (given.isEmpty()) {
      errors.add(FieldError.required("spec", ONE_PLACE));
    } else if (given.size() > 1) {
      errors.add(
          FieldError.invalid("spec", list(given), ONE_PLACE + ", but multiple fields are set"));
    }
    return errors;
  }

  /**
   * @param each whether devices are to say it
   */
  static List<FieldError> device(Unstructured device, boolean each, String path) {
    if (!each) {
      boolean placed =
          device.get("nodeName") != null
              || device.get("nodeSelector") != null
              || device.get("allNodes") != null;
      return placed
          ? List.of(
              FieldError.invalid(
                  path,
                  null,
                  "`nodeName`, `nodeSelector` and `allNodes` can only be set if"
                      + " `perDeviceNodeSelection` is set to true in the ResourceSlice spec"))
          : List.of();
    }
    List<FieldError> errors = new ArrayList<>();
    List<String> given = new ArrayList<>();
    node(device, path, "must not be empty", given, errors);
    if (device.get("nodeSelector") != null) {
      given.add("`nodeSelector`");
    }
    flag(device, "allNodes", path, given, errors);
    if (given.isEmpty()) {
      errors.add(FieldError.required(path, ONE_PLACE_EACH));
    } else if (given.size() > 1) {
      errors.add(FieldError.invalid(path, list(given), ONE_PLACE_EACH));
    }
    return errors;
  }

  private static String list(List<String> given) {
    return "{" + String.join(", ", given) + "}";
  }

  private static void node(
      Unstructured at, String path, String empty, List<String> given, List<FieldError> errors) {
    if (at.get("nodeName") instanceof String node) {
      if (node.isEmpty()) {
        errors.add(FieldError.invalid(path + ".nodeName", node, empty));
      } else {
        given.add("`nodeName`");
        errors.addAll(Rules.subdomain(node, path + ".nodeName"));
      }
    }
  }

  private static void flag(
      Unstructured at, String flag, String path, List<String> given, List<FieldError> errors) {
    if (Boolean.TRUE.equals(at.get(flag))) {
      given.add("`" + flag + "`");
    } else if (at.get(flag) != null) {
      errors.add(FieldError.invalid(path + "." + flag, false, TRUE_OR_UNSET));
    }
  }
}

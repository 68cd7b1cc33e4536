package io.binnacle.resources.flowcontrol.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What both kinds of this group have in common. */
final class Parts {
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");

  private Parts() {}

  /** A map of the object, an empty one if it has none. */
  static Unstructured of(Unstructured object, String... path) {
    return new Unstructured(
        object.get(path) instanceof Map<?, ?> ? object.map(path) : new LinkedHashMap<>());
  }

  /** What is wrong with the conditions of a status. */
  static List<FieldError> conditionProblems(Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    List<Unstructured> conditions = object.items("status", "conditions");
    Set<String> types = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      String path = "status.conditions[" + i + "]";
      String type = conditions.get(i).string("type");
      if (!types.add(type)) {
        errors.add(FieldError.duplicate(path + ".type", type));
      }
      if (type.isEmpty()) {
        errors.add(FieldError.required(path + ".type", "must not be empty"));
      }
      String status = conditions.get(i).string("status");
      if (!STATUSES.contains(status)) {
        errors.add(FieldError.notSupported(path + ".status", status, STATUSES));
      }
      if (conditions.get(i).string("reason").isEmpty()) {
        errors.add(FieldError.required(path + ".reason", "must not be empty"));
      }
    }
    return errors;
  }

  /** Two objects keep the server reachable; their specs are what they are. */
  static List<FieldError> fixedProblems(Unstructured object) {
    return BootstrapObjects.mandatory(object.kind(), object.name())
        .filter(fixed -> !Parts.of(object, "spec").equals(Parts.of(fixed, "spec")))
        .map(
            fixed ->
                List.of(
                    FieldError.invalid(
                        "spec",
                        Parts.of(object, "spec").content(),
                        "spec of '" + object.name() + "' must equal the fixed value")))
        .orElse(List.of());
  }
}

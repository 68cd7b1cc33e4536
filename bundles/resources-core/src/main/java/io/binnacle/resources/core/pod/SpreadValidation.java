package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.LabelRules;
import java.util.List;

/** Topology spread constraints. */
final class SpreadValidation {
  private SpreadValidation() {}

  static void check(List<FieldError> errors, List<Unstructured> constraints, String path) {
    for (int i = 0; i < constraints.size(); i++) {
      String at = path + "[" + i + "]";
      one(errors, constraints.get(i), at);
      String key = key(constraints.get(i));
      if (constraints.subList(i + 1, constraints.size()).stream()
          .anyMatch(c -> key(c).equals(key))) {
        errors.add(FieldError.duplicate(at + ".{topologyKey, whenUnsatisfiable}", key));
      }
    }
  }

  private static String key(Unstructured constraint) {
    return "{"
        + constraint.string("topologyKey")
        + ", "
        + constraint.string("whenUnsatisfiable")
        + "}";
  }

  private static void one(List<FieldError> errors, Unstructured constraint, String at) {
    long skew = constraint.number(0, "maxSkew");
    if (skew <= 0) {
      errors.add(FieldError.invalid(at + ".maxSkew", skew, "must be greater than zero"));
    }
    if (constraint.string("topologyKey").isEmpty()) {
      errors.add(FieldError.required(at + ".topologyKey", "can not be empty"));
    }
    String unsatisfiable = constraint.string("whenUnsatisfiable");
    if (!unsatisfiable.equals("DoNotSchedule") && !unsatisfiable.equals("ScheduleAnyway")) {
      errors.add(
          FieldError.notSupported(
              at + ".whenUnsatisfiable",
              unsatisfiable,
              List.of("DoNotSchedule", "ScheduleAnyway")));
    }
    if (constraint.get("minDomains") instanceof Number domains) {
      String where = at + ".minDomains";
      if (domains.longValue() <= 0) {
        errors.add(FieldError.invalid(where, domains, "must be greater than zero"));
      }
      if (!unsatisfiable.equals("DoNotSchedule")) {
        errors.add(
            FieldError.invalid(
                where,
                domains,
                "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not "
                    + unsatisfiable));
      }
    }
    for (String policy : List.of("nodeAffinityPolicy", "nodeTaintsPolicy")) {
      Choices.ifGiven(errors, at + "." + policy, constraint.get(policy), "Honor", "Ignore");
    }
    LabelKeysValidation.check(errors, constraint, at);
    errors.addAll(
        LabelRules.selector(
            new Unstructured(constraint.map("labelSelector")), at + ".labelSelector"));
  }
}

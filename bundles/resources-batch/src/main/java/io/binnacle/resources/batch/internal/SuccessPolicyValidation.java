package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with an indexed job's rules for when it has succeeded before all pods have. */
final class SuccessPolicyValidation {
  private static final int MAX_RULES = 20;
  private static final int MAX_INDEXES = 64 * 1024;

  private SuccessPolicyValidation() {}

  static List<FieldError> validate(Unstructured spec, String path) {
    List<Unstructured> rules = spec.items("successPolicy", "rules");
    List<FieldError> errors = new ArrayList<>();
    if (rules.isEmpty()) {
      errors.add(
          FieldError.required(
              path + ".rules",
              "at least one rules must be specified when the successPolicy is specified"));
    }
    if (rules.size() > MAX_RULES) {
      errors.add(FieldError.tooMany(path + ".rules", rules.size(), MAX_RULES));
    }
    for (int i = 0; i < rules.size(); i++) {
      errors.addAll(rule(rules.get(i), spec.number(0, "completions"), path + ".rules[" + i + "]"));
    }
    return errors;
  }

  private static List<FieldError> rule(Unstructured rule, long completions, String path) {
    List<FieldError> errors = new ArrayList<>();
    boolean byIndex = rule.get("succeededIndexes") != null;
    boolean byCount = rule.get("succeededCount") != null;
    if (!byIndex && !byCount) {
      errors.add(
          FieldError.required(
              path, "at least one of succeededCount or succeededIndexes must be specified"));
    }
    long listed = 0;
    if (byIndex) {
      String indexes = rule.string("succeededIndexes");
      String at = path + ".succeededIndexes";
      if (indexes.length() > MAX_INDEXES) {
        errors.add(FieldError.tooLong(at, MAX_INDEXES));
      }
      try {
        listed = IndexList.parse(indexes, completions).count();
      } catch (IllegalArgumentException e) {
        errors.add(
            FieldError.invalid(at, indexes, "error parsing succeededIndexes: " + e.getMessage()));
      }
    }
    if (byCount) {
      long count = rule.number(0, "succeededCount");
      String at = path + ".succeededCount";
      errors.addAll(Numbers.notNegative(rule, path, "succeededCount"));
      if (count > completions) {
        errors.add(atMost(at, count, completions, "(the number of specified completions)"));
      }
      if (byIndex && count > listed) {
        errors.add(
            atMost(
                at,
                count,
                listed,
                "(the number of indexes in the specified succeededIndexes field)"));
      }
    }
    return errors;
  }

  private static FieldError atMost(String path, long count, long limit, String which) {
    return FieldError.invalid(path, count, "must be less than or equal to " + limit + " " + which);
  }
}

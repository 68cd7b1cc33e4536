package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.List;

/** How many pods of a job must succeed, and whether each has an index of its own. */
final class CompletionRules {
  private static final List<String> MODES = List.of("NonIndexed", "Indexed");
  private static final long MANY = 100_000;
  private static final long LIMIT_FOR_MANY = 10_000;
  private static final String FAILED = "maxFailedIndexes";
  private static final String PER_INDEX = "backoffLimitPerIndex";

  private CompletionRules() {}

  static boolean isIndexed(Unstructured spec) {
    return spec.string("completionMode").equals("Indexed");
  }

  static List<FieldError> validate(Unstructured spec, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (spec.get(FAILED) != null && spec.get(PER_INDEX) == null) {
      errors.add(FieldError.required(path + "." + PER_INDEX, "when maxFailedIndexes is specified"));
    }
    boolean hasMode = spec.get("completionMode") != null;
    String mode = spec.string("completionMode");
    if (hasMode && !MODES.contains(mode)) {
      errors.add(FieldError.notSupported(path + ".completionMode", mode, MODES));
    } else if (isIndexed(spec)) {
      errors.addAll(indexed(spec, path));
    } else {
      for (String field : List.of(PER_INDEX, FAILED)) {
        if (spec.get(field) != null) {
          errors.add(
              FieldError.invalid(
                  path + "." + field, spec.get(field), "requires indexed completion mode"));
        }
      }
    }
    return errors;
  }

  private static List<FieldError> indexed(Unstructured spec, String path) {
    List<FieldError> errors = new ArrayList<>();
    boolean counted = spec.get("completions") != null;
    long completions = spec.number(0, "completions");
    if (!counted) {
      errors.add(FieldError.required(path + ".completions", "when completion mode is Indexed"));
    }
    errors.addAll(
        atMost(spec, path, "parallelism", MANY, MANY + " when completion mode is Indexed"));
    if (counted) {
      errors.addAll(atMost(spec, path, FAILED, completions, "completions"));
    }
    errors.addAll(atMost(spec, path, FAILED, MANY, Long.toString(MANY)));
    if (completions > MANY && spec.get(PER_INDEX) != null) {
      if (spec.get(FAILED) == null) {
        errors.add(
            FieldError.required(
                path + "." + FAILED, "must be specified when completions is above " + MANY));
      }
      String limit =
          LIMIT_FOR_MANY
              + " when completions are above "
              + MANY
              + " and used with backoff limit per index";
      errors.addAll(atMost(spec, path, "parallelism", LIMIT_FOR_MANY, limit));
      errors.addAll(atMost(spec, path, FAILED, LIMIT_FOR_MANY, limit));
    }
    return errors;
  }

  private static List<FieldError> atMost(
      Unstructured spec, String path, String field, long limit, String limitInWords) {
    long value = spec.number(0, field);
    return spec.get(field) == null || value <= limit
        ? List.of()
        : List.of(
            FieldError.invalid(
                path + "." + field, value, "must be less than or equal to " + limitInWords));
  }

  /** The pods of an indexed job are named after it, so the longest name must still be one. */
  static List<FieldError> nameProblems(Unstructured job) {
    Unstructured spec = Numbers.part(job, "spec");
    long completions = spec.number(0, "completions");
    if (!isIndexed(spec) || completions <= 0) {
      return List.of();
    }
    String last = job.name() + "-" + (completions - 1);
    return Names.label(last, false) == null
        ? List.of()
        : List.of(
            FieldError.invalid(
                "metadata.name",
                job.name(),
                "will not able to create pod with invalid DNS label: " + last));
  }
}

package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.pod.PodTemplateValidation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with a JobSpec, be it a Job's or the template of a CronJob's. */
final class JobSpecValidation {
  private static final List<String> REPLACEMENT = List.of("Failed", "TerminatingOrFailed");
  private static final List<String> RESTART = List.of("OnFailure", "Never");
  private static final int MAX_MANAGER = 63;

  private JobSpecValidation() {}

  static List<FieldError> validate(Unstructured spec, String path) {
    List<FieldError> errors =
        new ArrayList<>(
            Numbers.notNegative(
                spec,
                path,
                "parallelism",
                "completions",
                "activeDeadlineSeconds",
                "backoffLimit",
                "ttlSecondsAfterFinished",
                "backoffLimitPerIndex",
                "maxFailedIndexes"));
    errors.addAll(managerProblems(spec, path + ".managedBy"));
    errors.addAll(CompletionRules.validate(spec, path));
    if (spec.get("podFailurePolicy") != null) {
      errors.addAll(FailurePolicyValidation.validate(spec, path + ".podFailurePolicy"));
    }
    errors.addAll(successProblems(spec, path + ".successPolicy"));
    errors.addAll(replacementProblems(spec, path + ".podReplacementPolicy"));
    errors.addAll(
        PodTemplateValidation.validate(Numbers.part(spec, "template"), path + ".template"));
    errors.addAll(restartProblems(spec, path + ".template.spec.restartPolicy"));
    return errors;
  }

  private static List<FieldError> managerProblems(Unstructured spec, String path) {
    if (spec.get("managedBy") == null) {
      return List.of();
    }
    String manager = spec.string("managedBy");
    List<FieldError> errors = new ArrayList<>(DomainPath.problems(manager, path));
    if (manager.length() > MAX_MANAGER) {
      errors.add(FieldError.tooLong(path, MAX_MANAGER));
    }
    return errors;
  }

  private static List<FieldError> successProblems(Unstructured spec, String path) {
    if (spec.get("successPolicy") == null) {
      return List.of();
    }
    if (!CompletionRules.isIndexed(spec)) {
      return List.of(
          FieldError.invalid(
              path,
              quoted(spec.items("successPolicy", "rules")),
              "requires indexed completion mode"));
    }
    return SuccessPolicyValidation.validate(spec, path);
  }

  /** A success policy as kube-apiserver quotes it. */
  static Map<String, @Nullable Object> quoted(List<Unstructured> rules) {
    List<Object> list = new ArrayList<>();
    for (Unstructured rule : rules) {
      Map<String, @Nullable Object> quoted = new LinkedHashMap<>();
      quoted.put("SucceededIndexes", rule.get("succeededIndexes"));
      quoted.put("SucceededCount", rule.get("succeededCount"));
      list.add(quoted);
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("Rules", list);
    return result;
  }

  private static List<FieldError> replacementProblems(Unstructured spec, String path) {
    if (spec.get("podReplacementPolicy") == null) {
      return List.of();
    }
    String policy = spec.string("podReplacementPolicy");
    List<String> allowed =
        spec.get("podFailurePolicy") == null ? REPLACEMENT : REPLACEMENT.subList(0, 1);
    return allowed.contains(policy)
        ? List.of()
        : List.of(FieldError.notSupported(path, policy, allowed));
  }

  /** Pods of a job end; "Always", which may only be the default of all pods, would not let them. */
  private static List<FieldError> restartProblems(Unstructured spec, String path) {
    String policy = spec.string("template", "spec", "restartPolicy");
    if (policy.isEmpty() || policy.equals("Always")) {
      return List.of(FieldError.required(path, "valid values: \"OnFailure\", \"Never\""));
    }
    if (!RESTART.contains(policy)) {
      return List.of(FieldError.notSupported(path, policy, RESTART));
    }
    return spec.get("podFailurePolicy") != null && !policy.equals("Never")
        ? List.of(
            FieldError.invalid(
                path, policy, "only \"Never\" is supported when podFailurePolicy is specified"))
        : List.of();
  }
}

package io.binnacle.resources.policy.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with conditions of the form that all newer kinds share (metav1.Condition). */
final class Conditions {
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");
  private static final Pattern REASON = Pattern.compile("[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?");
  private static final int MAX_REASON = 1024;
  private static final int MAX_MESSAGE = 32 * 1024;

  private Conditions() {}

  static List<FieldError> problems(List<Unstructured> conditions, String path) {
    List<FieldError> errors = new ArrayList<>();
    Set<String> types = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      String at = path + "[" + i + "]";
      String type = conditions.get(i).string("type");
      if (!types.add(type)) {
        errors.add(FieldError.duplicate(at + ".type", type));
      }
      errors.addAll(one(conditions.get(i), at));
    }
    return errors;
  }

  private static List<FieldError> one(Unstructured condition, String path) {
    List<FieldError> errors = new ArrayList<>();
    String type = condition.string("type");
    LabelSyntax.keyProblems(type)
        .forEach(wrong -> errors.add(FieldError.invalid(path + ".type", type, wrong)));
    if (!STATUSES.contains(condition.string("status"))) {
      errors.add(FieldError.notSupported(path + ".status", condition.string("status"), STATUSES));
    }
    long observed = condition.number(0, "observedGeneration");
    if (observed < 0) {
      errors.add(
          FieldError.invalid(
              path + ".observedGeneration", observed, "must be greater than or equal to zero"));
    }
    if (condition.string("lastTransitionTime").isEmpty()) {
      errors.add(FieldError.required(path + ".lastTransitionTime", "must be set"));
    }
    errors.addAll(reason(condition.string("reason"), path + ".reason"));
    if (condition.string("message").length() > MAX_MESSAGE) {
      errors.add(FieldError.tooLong(path + ".message", MAX_MESSAGE));
    }
    return errors;
  }

  private static List<FieldError> reason(String reason, String path) {
    if (reason.isEmpty()) {
      return List.of(FieldError.required(path, "must be set"));
    }
    List<FieldError> errors = new ArrayList<>();
    if (!REASON.matcher(reason).matches()) {
      errors.add(
          FieldError.invalid(
              path,
              reason,
              "a condition reason must start with alphabetic character, optionally followed by a"
                  + " string of alphanumeric characters or '_,:', and must end with an alphanumeric"
                  + " character or '_' (e.g. 'my_name',  or 'MY_NAME',  or 'MyName',  or"
                  + " 'ReasonA,ReasonB',  or 'ReasonA:ReasonB', regex used for validation is '"
                  + REASON.pattern()
                  + "')"));
    }
    if (reason.length() > MAX_REASON) {
      errors.add(FieldError.tooLong(path, MAX_REASON));
    }
    return errors;
  }
}

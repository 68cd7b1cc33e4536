package io.binnacle.crd.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.binnacle.api.status.FieldError;
import io.binnacle.crd.structural.ValidationRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule that can be asked. Thread-safe.
 *
 * @param message computes the message, null where the rule has none of that kind
 * @param comparesOld whether the rule is about a change
 */
record CompiledRule(
    ValidationRule rule, Program program, @Nullable Program message, boolean comparesOld) {

  /** Whether there is nothing to ask: a rule about a change of what is new. */
  boolean isMoot(@Nullable Object old) {
    return comparesOld && old == null && !rule.optionalOldSelf();
  }

  /**
   * What is wrong, null if nothing is.
   *
   * @param self the value as expressions see it
   * @param old the value as it was, null for none
   * @param shown the value as it is quoted
   */
  @Nullable FieldError check(
      Object self, @Nullable Object old, @Nullable Object shown, String path) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("self", self);
    if (rule.optionalOldSelf()) {
      variables.put("oldSelf", Optional.ofNullable(old));
    } else if (old != null) {
      variables.put("oldSelf", old);
    }
    SizeBudget.renew();
    try {
      return Boolean.TRUE.equals(program.eval(variables))
          ? null
          : broken(text(variables), shown, path);
    } catch (CelEvaluationException e) {
      return failed(e, shown, path);
    }
  }

  private String text(Map<String, Object> variables) {
    if (message != null) {
      SizeBudget.renew();
      try {
        if (message.eval(variables) instanceof String text
            && !text.isBlank()
            && text.indexOf('\n') < 0) {
          return text.strip();
        }
      } catch (CelEvaluationException e) {
        // The rule is broken all the same: the plain message will do.
        return plainText();
      }
    }
    return plainText();
  }

  private String plainText() {
    String given = rule.message().strip();
    return given.isEmpty() ? "failed rule: " + rule.rule().strip() : given;
  }

  private FieldError broken(String text, @Nullable Object shown, String path) {
    String at = path + relative(rule.fieldPath());
    if (at.startsWith(".")) {
      at = at.substring(1);
    }
    String field = at.isEmpty() ? "<nil>" : at;
    return switch (rule.reason()) {
      case "FieldValueRequired" -> FieldError.required(field, text);
      case "FieldValueForbidden" -> FieldError.forbidden(field, text);
      case "FieldValueDuplicate" -> FieldError.duplicate(field, shown);
      default -> invalid(field, shown, text);
    };
  }

  /** {@code .a['b-c']} as paths of errors have it. */
  private static String relative(String fieldPath) {
    return fieldPath.replaceAll("\\['([^']*)'\\]", "[$1]");
  }

  /** Of what has parts only the text is said. */
  private static FieldError invalid(String field, @Nullable Object shown, String text) {
    return shown instanceof Map<?, ?> || shown instanceof List<?>
        ? new FieldError(FieldError.Type.INVALID, field, text, "")
        : FieldError.invalid(field, shown, text);
  }

  private FieldError failed(CelEvaluationException e, @Nullable Object shown, String path) {
    String field = path.isEmpty() ? "<nil>" : path;
    if (e.getErrorCode() == CelErrorCode.ITERATION_BUDGET_EXCEEDED) {
      return invalid(
          field,
          shown,
          "validation failed due to running out of cost budget, no further validation rules will be"
              + " run");
    }
    String type =
        shown instanceof Map<?, ?>
            ? "object"
            : shown instanceof List<?>
                ? "array"
                : shown instanceof String
                    ? "string"
                    : shown instanceof Boolean ? "boolean" : "integer";
    String what = e.getMessage().replaceFirst("^evaluation error(?: at <input>:\\d+)?: ", "");
    if (e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND && !what.contains(" ")) {
      what = "no such key: " + what;
    }
    String given = rule.message().strip();
    return FieldError.invalid(
        field, type, what + " evaluating rule: " + (given.isEmpty() ? rule.rule().strip() : given));
  }
}

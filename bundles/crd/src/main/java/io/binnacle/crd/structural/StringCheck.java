package io.binnacle.crd.structural;

import io.binnacle.api.status.FieldError;
import java.util.List;

/** Checks texts: format, length, pattern. */
final class StringCheck {
  private StringCheck() {}

  /**
   * @param path as the message says it
   * @param field as the error names it
   */
  static void check(
      Structural schema, String text, String path, String field, List<FieldError> errors) {
    ValueLimits limits = schema.limits();
    int length = text.codePointCount(0, text.length());
    if (limits.maxLength() != null && length > limits.maxLength()) {
      errors.add(FieldError.tooLong(field, limits.maxLength().intValue()));
    } else if (limits.minLength() != null && length < limits.minLength()) {
      String least = " in body should be at least " + limits.minLength() + " chars long";
      errors.add(FieldError.invalid(field, text, path + least));
    } else if (limits.pattern() != null && !limits.pattern().matcher(text).find()) {
      String match = " in body should match '" + limits.pattern().pattern() + "'";
      errors.add(FieldError.invalid(field, text, path + match));
    }
    boolean formatted = schema.type().equals("string") && !schema.format().isEmpty();
    if (formatted && !Formats.matches(schema.format(), text)) {
      errors.add(
          FieldError.typeInvalid(
              field,
              text,
              path + " in body must be of type " + schema.format() + ": \"" + text + "\""));
    }
  }
}

package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Choices;
import java.util.List;
import java.util.Map;

/** What pods and containers alike may say of users, groups and kernel profiles. */
final class ProfileValidation {
  static final String ID_RANGE = "must be between 0 and 2147483647, inclusive";

  private ProfileValidation() {}

  static void id(List<FieldError> errors, Object value, String at) {
    if (value instanceof Number id && (id.longValue() < 0 || id.longValue() > Integer.MAX_VALUE)) {
      errors.add(FieldError.invalid(at, value, ID_RANGE));
    }
  }

  static void profiles(List<FieldError> errors, Unstructured context, String path) {
    profile(errors, context, path + ".seccompProfile", "seccompProfile", "seccomp");
    profile(errors, context, path + ".appArmorProfile", "appArmorProfile", "AppArmor");
  }

  private static void profile(
      List<FieldError> errors, Unstructured context, String at, String field, String what) {
    if (!(context.get(field) instanceof Map<?, ?> map)) {
      return;
    }
    Unstructured profile = Unstructured.of(map);
    String type = profile.string("type");
    Object file = profile.get("localhostProfile");
    if (type.isEmpty()) {
      errors.add(FieldError.required(at + ".type", "type is required when " + field + " is set"));
    }
    Choices.check(errors, at + ".type", type, "Localhost", "RuntimeDefault", "Unconfined");
    String where = at + ".localhostProfile";
    if (type.equals("Localhost")) {
      String text = file == null ? "" : file.toString();
      if (text.isEmpty()) {
        errors.add(FieldError.required(where, "must be set when " + what + " type is Localhost"));
      } else if (!text.strip().equals(text)) {
        errors.add(FieldError.invalid(where, text, "must not be padded with whitespace"));
      }
    } else if (file != null) {
      String shown = "{\"Type\":\"" + type + "\",\"LocalhostProfile\":\"" + file + "\"}";
      errors.add(
          new FieldError(
              FieldError.Type.INVALID,
              where,
              shown,
              "can only be set when " + what + " type is Localhost"));
    }
  }
}

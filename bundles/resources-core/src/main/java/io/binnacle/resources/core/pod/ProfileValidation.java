package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.diff.SpecDiff;
import java.util.List;
import java.util.Map;

/** What pods and containers alike may say of users, groups and kernel profiles. */
final class ProfileValidation {
  static final String ID_RANGE = "must be between 0 and 2147483647, inclusive";

  private static final String FILE = "localhostProfile";
  private static final List<String> TYPES = List.of("Localhost", "RuntimeDefault", "Unconfined");
  private static final int MAX_PATH = 4095;

  private ProfileValidation() {}

  static void id(List<FieldError> errors, Object value, String at) {
    if (value instanceof Number id && (id.longValue() < 0 || id.longValue() > Integer.MAX_VALUE)) {
      errors.add(FieldError.invalid(at, value, ID_RANGE));
    }
  }

  static void seccomp(List<FieldError> errors, Unstructured context, String at) {
    if (!(context.get("seccompProfile") instanceof Map<?, ?> map)) {
      return;
    }
    Unstructured profile = Unstructured.of(map);
    String type = profile.string("type");
    Object file = profile.get(FILE);
    if (!TYPES.contains(type)) {
      errors.add(unknown(at, type, "seccompProfile"));
    }
    if (!type.equals("Localhost")) {
      if (file != null) {
        errors.add(
            FieldError.invalid(
                at + "." + FILE,
                SpecDiff.inside("SeccompProfile", map),
                "can only be set when seccomp type is Localhost"));
      }
    } else if (file == null) {
      errors.add(
          FieldError.required(at + "." + FILE, "must be set when seccomp type is Localhost"));
    } else {
      PathRules.descending(errors, file.toString(), at + "." + FILE);
    }
  }

  static void appArmor(List<FieldError> errors, Unstructured context, String at) {
    if (!(context.get("appArmorProfile") instanceof Map<?, ?> map)) {
      return;
    }
    Unstructured profile = Unstructured.of(map);
    String type = profile.string("type");
    Object file = profile.get(FILE);
    if (!TYPES.contains(type)) {
      errors.add(unknown(at, type, "appArmorProfile"));
    } else if (type.equals("Localhost")) {
      localProfile(errors, file == null ? "" : file.toString(), at + "." + FILE);
    } else if (file != null) {
      errors.add(
          FieldError.invalid(
              at + "." + FILE, file, "can only be set when AppArmor type is Localhost"));
    }
  }

  private static void localProfile(List<FieldError> errors, String file, String at) {
    if (!file.strip().equals(file)) {
      errors.add(FieldError.invalid(at, file, "must not be padded with whitespace"));
    } else if (file.isEmpty()) {
      errors.add(FieldError.required(at, "must be set when AppArmor type is Localhost"));
    }
    if (file.length() > MAX_PATH) {
      errors.add(FieldError.tooLong(at, MAX_PATH));
    }
  }

  private static FieldError unknown(String at, String type, String field) {
    return type.isEmpty()
        ? FieldError.required(at + ".type", "type is required when " + field + " is set")
        : FieldError.notSupported(at + ".type", type, TYPES);
  }
}

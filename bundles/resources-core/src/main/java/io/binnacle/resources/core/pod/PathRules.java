package io.binnacle.resources.core.pod;

import io.binnacle.api.status.FieldError;
import java.util.List;

/** Paths within volumes, and the modes of the files there. */
final class PathRules {
  private PathRules() {}

  /** That a path leads nowhere upwards. */
  static void noBacksteps(List<FieldError> errors, String path, String at) {
    if (List.of(path.split("/", -1)).contains("..")) {
      errors.add(FieldError.invalid(at, path, "must not contain '..'"));
    }
  }

  /** That a path stays below where it begins. */
  static void descending(List<FieldError> errors, String path, String at) {
    if (path.startsWith("/")) {
      errors.add(FieldError.invalid(at, path, "must be a relative path"));
    }
    noBacksteps(errors, path, at);
  }

  /** As {@link #descending}, and that its name is not one of those kept for the kubelet. */
  static void local(List<FieldError> errors, String path, String at) {
    descending(errors, path, at);
    if (path.startsWith("..") && !path.startsWith("../")) {
      errors.add(FieldError.invalid(at, path, "must not start with '..'"));
    }
  }

  static void mode(List<FieldError> errors, Object given, String at) {
    if (given instanceof Number mode && (mode.longValue() < 0 || mode.longValue() > 0777)) {
      errors.add(
          FieldError.invalid(
              at, mode, "must be a number between 0 and 0777 (octal), both inclusive"));
    }
  }
}

package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a reference to an object by kind, name and apiVersion. */
final class ScaleTarget {
  private ScaleTarget() {}

  /** What is scaled; only the core group has no name, and of its kinds only one scales. */
  static List<FieldError> ofScaled(Unstructured reference, String path) {
    return problems(reference, path, reference.string("kind").equals("ReplicationController"));
  }

  /**
   * @param core whether it may be of the core group, which has no name
   */
  static List<FieldError> problems(Unstructured reference, String path, boolean core) {
    List<FieldError> errors = new ArrayList<>();
    for (String field : List.of("kind", "name")) {
      String value = reference.string(field);
      if (value.isEmpty()) {
        errors.add(FieldError.required(path + "." + field, ""));
      } else {
        String wrong = Names.pathSegment(value, false);
        if (wrong != null) {
          errors.add(FieldError.invalid(path + "." + field, value, wrong));
        }
      }
    }
    String version = reference.string("apiVersion");
    long slashes = version.chars().filter(c -> c == '/').count();
    if (slashes > 1) {
      errors.add(
          FieldError.invalid(
              path + ".apiVersion", version, "unexpected GroupVersion string: " + version));
    } else if (!core && (slashes == 0 || version.startsWith("/"))) {
      errors.add(
          FieldError.invalid(path + ".apiVersion", version, "apiVersion must specify API group"));
    }
    return errors;
  }
}

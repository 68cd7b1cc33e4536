package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.resources.core.internal.rules.Choices;
import java.util.List;

/** What volumes and claims on them have in common. */
final class AccessModes {
  private static final List<String> MODES =
      List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
  private static final String SINGLE = "ReadWriteOncePod";

  private AccessModes() {}

  static void check(List<FieldError> errors, Unstructured object) {
    List<?> modes = object.list("spec", "accessModes");
    String path = "spec.accessModes";
    if (modes.isEmpty()) {
      errors.add(FieldError.required(path, "at least 1 access mode is required"));
    }
    for (Object mode : modes) {
      if (!MODES.contains(String.valueOf(mode))) {
        errors.add(FieldError.notSupported(path, mode, MODES));
      }
    }
    if (modes.size() > 1 && modes.contains(SINGLE)) {
      errors.add(
          FieldError.forbidden(path, "may not use ReadWriteOncePod with other access modes"));
    }
  }

  static void classAndMode(List<FieldError> errors, Unstructured object) {
    String storageClass = object.string("spec", "storageClassName");
    String problem = storageClass.isEmpty() ? null : Names.subdomain(storageClass, false);
    if (problem != null) {
      errors.add(FieldError.invalid("spec.storageClassName", storageClass, problem));
    }
    Choices.check(
        errors, "spec.volumeMode", object.string("spec", "volumeMode"), "Block", "Filesystem");
  }
}

package io.binnacle.resources.core.internal.rules;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.List;

/** What volumes and claims on them have in common. */
public final class AccessModes {
  private static final List<String> MODES =
      List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
  private static final String SINGLE = "ReadWriteOncePod";

  private AccessModes() {}

  /**
   * @param at where the specification stands
   * @param needed what is said where there are none
   */
  public static void check(List<FieldError> errors, Unstructured spec, String at, String needed) {
    List<?> modes = spec.list("accessModes");
    String path = at + ".accessModes";
    if (modes.isEmpty()) {
      errors.add(FieldError.required(path, needed));
    }
    for (Object mode : modes) {
      if (!MODES.contains(String.valueOf(mode))) {
        errors.add(FieldError.notSupported(path, mode, MODES));
      }
    }
    boolean others = modes.stream().anyMatch(mode -> !mode.equals(SINGLE) && MODES.contains(mode));
    if (others && modes.contains(SINGLE)) {
      errors.add(
          FieldError.forbidden(path, "may not use ReadWriteOncePod with other access modes"));
    }
  }

  /**
   * @param at where the specification stands
   */
  public static void classAndMode(List<FieldError> errors, Unstructured spec, String at) {
    for (String field : List.of("storageClassName", "volumeAttributesClassName")) {
      String name = spec.string(field);
      String problem = name.isEmpty() ? null : Names.subdomain(name, false);
      if (problem != null) {
        errors.add(FieldError.invalid(at + "." + field, name, problem));
      }
    }
    Choices.check(errors, at + ".volumeMode", spec.string("volumeMode"), "Block", "Filesystem");
  }
}

package io.binnacle.resources.networking.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rules for names, ports and references that stand in several types. */
final class References {
  static final String PORT_RANGE = "must be between 1 and 65535, inclusive";

  private static final Pattern PORT_NAME = Pattern.compile("[-a-z0-9]+");

  private References() {}

  /** A reference by group, kind and name. */
  static List<FieldError> typed(Unstructured reference, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (reference.get("apiGroup") instanceof String group) {
      errors.addAll(subdomain(group, path + ".apiGroup"));
    }
    errors.addAll(segment(reference.kind(), path + ".kind", "kind is required"));
    errors.addAll(segment(reference.string("name"), path + ".name", "name is required"));
    return errors;
  }

  /** Something that stands in one segment of a path, and must be there. */
  static List<FieldError> segment(String text, String path, String required) {
    if (text.isEmpty()) {
      return List.of(FieldError.required(path, required));
    }
    String wrong = Names.pathSegment(text, false);
    return wrong == null ? List.of() : List.of(FieldError.invalid(path, text, wrong));
  }

  static List<FieldError> subdomain(String text, String path) {
    String wrong = Names.subdomain(text, false);
    return wrong == null ? List.of() : List.of(FieldError.invalid(path, text, wrong));
  }

  static List<FieldError> label(String text, String path) {
    String wrong = Names.label(text, false);
    return wrong == null ? List.of() : List.of(FieldError.invalid(path, text, wrong));
  }

  static List<FieldError> portNumber(long number, String path) {
    return number >= 1 && number <= 65535
        ? List.of()
        : List.of(FieldError.invalid(path, number, PORT_RANGE));
  }

  /** A port's name (RFC 6335). */
  static List<FieldError> portName(String name, String path) {
    List<String> wrong = new ArrayList<>();
    if (name.length() > 15) {
      wrong.add("must be no more than 15 characters");
    }
    if (!PORT_NAME.matcher(name).matches()) {
      wrong.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (name.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
      wrong.add("must contain at least one letter (a-z)");
    }
    if (name.contains("--")) {
      wrong.add("must not contain consecutive hyphens");
    }
    if (name.startsWith("-") || name.endsWith("-")) {
      wrong.add("must not begin or end with a hyphen");
    }
    return wrong.stream().map(w -> FieldError.invalid(path, name, w)).toList();
  }
}

package io.binnacle.resources.networking.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.List;

/** Rules for names, ports and references that stand in several types. */
final class References {
  static final String PORT_RANGE = "must be between 1 and 65535, inclusive";

  private References() {}

  /**
   * A reference by group, kind and name.
   *
   * @param worded whether the message says what is required beyond its path
   */
  static List<FieldError> typed(Unstructured reference, String path, boolean worded) {
    List<FieldError> errors = new ArrayList<>();
    if (reference.get("apiGroup") instanceof String group) {
      errors.addAll(subdomain(group, path + ".apiGroup"));
    }
    errors.addAll(segment(reference.kind(), path + ".kind", worded ? "kind is required" : ""));
    errors.addAll(
        segment(reference.string("name"), path + ".name", worded ? "name is required" : ""));
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
    return Names.portProblems(name).stream()
        .map(wrong -> FieldError.invalid(path, name, wrong))
        .toList();
  }
}

package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Rules that several of the types share. */
final class Rules {
  static final String IMMUTABLE = "field is immutable";
  private static final int MAX_DRIVER = 63;
  private static final int MAX_PARAMETERS = 512;
  private static final int MAX_PARAMETERS_SIZE = 256 * 1024;

  private Rules() {}

  static List<FieldError> subdomain(String text, String path) {
    String wrong = Names.subdomain(text, false);
    return wrong == null ? List.of() : List.of(FieldError.invalid(path, text, wrong));
  }

  static List<FieldError> label(String text, String path) {
    String wrong = Names.label(text, false);
    return wrong == null ? List.of() : List.of(FieldError.invalid(path, text, wrong));
  }

  static List<FieldError> qualifiedName(String text, String path) {
    return LabelSyntax.keyProblems(text).stream()
        .map(wrong -> FieldError.invalid(path, text, wrong))
        .toList();
  }

  /** A driver's name: a subdomain, of which letter case does not matter. */
  static List<FieldError> driver(String name, String path) {
    if (name.isEmpty()) {
      return List.of(FieldError.required(path, ""));
    }
    List<FieldError> errors = new ArrayList<>();
    if (name.length() > MAX_DRIVER) {
      errors.add(FieldError.tooLong(path, MAX_DRIVER));
    }
    String wrong = Names.subdomain(name.toLowerCase(Locale.ROOT), false);
    if (wrong != null) {
      errors.add(FieldError.invalid(path, name, wrong));
    }
    return errors;
  }

  /** The name of a provisioner or attacher: qualified, of which letter case does not matter. */
  static List<FieldError> provisioner(String name, String path) {
    if (name.isEmpty()) {
      return List.of(FieldError.required(path, ""));
    }
    return qualifiedName(name.toLowerCase(Locale.ROOT), path);
  }

  /** What a class hands on to its driver. */
  static List<FieldError> parameters(Map<String, ?> parameters) {
    List<FieldError> errors = new ArrayList<>();
    long size = 0;
    for (Map.Entry<String, ?> entry : parameters.entrySet()) {
      if (entry.getKey().isEmpty()) {
        errors.add(FieldError.invalid("parameters", "", "field can not be empty."));
      }
      size += entry.getKey().length() + String.valueOf(entry.getValue()).length();
    }
    if (parameters.size() > MAX_PARAMETERS) {
      errors.add(FieldError.tooLong("Provisioner Parameters exceeds max allowed", MAX_PARAMETERS));
    }
    if (size > MAX_PARAMETERS_SIZE) {
      errors.add(FieldError.tooLong("parameters", MAX_PARAMETERS_SIZE));
    }
    return errors;
  }

  /** That a text stays what it was. */
  static List<FieldError> sameText(
      Unstructured object, Unstructured previous, String path, String... steps) {
    return Objects.equals(object.get(steps), previous.get(steps))
        ? List.of()
        : List.of(FieldError.invalid(path, object.get(steps), IMMUTABLE));
  }

  /** Complains of a value that is none of the allowed words. */
  static List<FieldError> oneOf(String value, String path, String... allowed) {
    return List.of(allowed).contains(value)
        ? List.of()
        : List.of(FieldError.notSupported(path, value, List.of(allowed)));
  }
}

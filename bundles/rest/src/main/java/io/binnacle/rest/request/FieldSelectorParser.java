package io.binnacle.rest.request;

import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** Reads the {@code fieldSelector} parameter. */
public final class FieldSelectorParser {
  private FieldSelectorParser() {}

  /**
   * @param text the parameter, "" for none
   * @throws StatusException BadRequest where it is no selector
   */
  public static FieldSelector parse(String text) {
    List<FieldSelector.Term> terms = new ArrayList<>();
    for (String part : split(text)) {
      if (!part.isEmpty()) {
        FieldSelector.Term term = term(part, text);
        // Nothing compared with nothing asks for nothing.
        if (!term.field().isEmpty() || !term.value().isEmpty()) {
          terms.add(term);
        }
      }
    }
    return terms.isEmpty() ? FieldSelector.EVERYTHING : new FieldSelector(terms);
  }

  /**
   * @param type says which fields can be selected on
   * @throws StatusException BadRequest where the selector names another field
   */
  public static void checkKnown(FieldSelector selector, ResourceType type) {
    for (FieldSelector.Term term : selector.terms()) {
      checkKnown(term.field(), type);
    }
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == ',') {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static FieldSelector.Term term(String part, String whole) {
    for (int i = 0; i < part.length(); i++) {
      for (String operator : List.of("!=", "==", "=")) {
        if (part.startsWith(operator, i)) {
          return new FieldSelector.Term(
              part.substring(0, i),
              unescape(part.substring(i + operator.length())),
              !operator.equals("!="));
        }
      }
    }
    throw StatusException.badRequest(
        "invalid selector: '" + whole + "'; can't understand '" + part + "'");
  }

  private static String unescape(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        char next = ++i < value.length() ? value.charAt(i) : 0;
        if (next != '\\' && next != ',' && next != '=') {
          throw StatusException.badRequest(
              "invalid field selector: invalid escape sequence: \\" + (next == 0 ? "" : next));
        }
        out.append(next);
      } else if (c == ',' || c == '=') {
        throw StatusException.badRequest(
            "invalid field selector: unescaped character in value: " + c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static void checkKnown(String field, ResourceType type) {
    if (field.equals("metadata.name") || type.selectableFields().contains(field)) {
      return;
    }
    boolean own = !type.selectableFields().isEmpty();
    // Kinds that select by fields of their own word it in their own way, and of these the
    // cluster-wide ones know no namespace.
    if (field.equals("metadata.namespace") && (type.isNamespaced() || !own)) {
      return;
    }
    throw StatusException.badRequest(
        own || type.isCustom()
            ? unsupported(field, type)
            : "\""
                + field
                + "\" is not a known field selector: only \"metadata.name\","
                + " \"metadata.namespace\"");
  }

  /** Two kinds word it in ways of their own. */
  private static String unsupported(String field, ResourceType type) {
    return switch (type.resource().toString()) {
      case "jobs.batch" -> "field label \"" + field + "\" not supported for Job";
      case "resourceslices.resource.k8s.io" ->
          "field label not supported for resource.k8s.io/v1, Kind=ResourceSlice: " + field;
      default -> "field label not supported: " + field;
    };
  }
}

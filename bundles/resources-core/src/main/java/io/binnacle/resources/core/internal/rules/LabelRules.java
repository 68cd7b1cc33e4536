package io.binnacle.resources.core.internal.rules;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of label keys, label values and selectors that stand outside of metadata. */
public final class LabelRules {
  private static final Pattern NAME_PART =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");

  private LabelRules() {}

  /** What is wrong with a name that may have a prefix, such as a label's key. */
  public static List<String> qualifiedName(String name) {
    List<String> wrong = new ArrayList<>();
    String part = name;
    int slash = name.indexOf('/');
    if (slash != name.lastIndexOf('/')) {
      wrong.add(
          "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must"
              + " start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or"
              + " '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
      return wrong;
    }
    if (slash >= 0) {
      part = name.substring(slash + 1);
      String prefix = name.substring(0, slash);
      String problem = prefix.isEmpty() ? "must be non-empty" : Names.subdomain(prefix, false);
      if (problem != null) {
        wrong.add("prefix part " + problem);
      }
    }
    if (part.isEmpty()) {
      wrong.add("name part must be non-empty");
    } else if (part.length() > 63) {
      wrong.add("name part must be no more than 63 bytes");
    }
    if (!NAME_PART.matcher(part).matches()) {
      wrong.add(
          "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and"
              + " end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc',"
              + " regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')");
    }
    return wrong;
  }

  /** What is wrong with a label's value, null if nothing. */
  public static @Nullable String value(String value) {
    if (value.length() > 63) {
      return "must be no more than 63 bytes";
    }
    return value.isEmpty() || NAME_PART.matcher(value).matches()
        ? null
        : "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
            + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
            + " 'my_value',  or '12345', regex used for validation is"
            + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  }

  /** Keys and values of a plain map of labels. */
  public static List<FieldError> labels(Map<String, ?> labels, String path) {
    List<FieldError> errors = new ArrayList<>();
    labels.forEach(
        (key, value) -> {
          errors.addAll(key(key, path));
          String problem = value(String.valueOf(value));
          if (problem != null) {
            errors.add(FieldError.invalid(path, value, problem));
          }
        });
    return errors;
  }

  /** A label key at a path. */
  public static List<FieldError> key(String key, String path) {
    return qualifiedName(key).stream().map(w -> FieldError.invalid(path, key, w)).toList();
  }

  /** A LabelSelector. */
  public static List<FieldError> selector(Unstructured selector, String path) {
    List<FieldError> errors =
        new ArrayList<>(labels(selector.map("matchLabels"), path + ".matchLabels"));
    List<Unstructured> expressions = selector.items("matchExpressions");
    for (int i = 0; i < expressions.size(); i++) {
      String at = path + ".matchExpressions[" + i + "]";
      Unstructured expression = expressions.get(i);
      boolean hasValues = !expression.list("values").isEmpty();
      switch (expression.string("operator")) {
        case "In", "NotIn" -> {
          if (!hasValues) {
            errors.add(
                FieldError.required(
                    at + ".values", "must be specified when `operator` is 'In' or 'NotIn'"));
          }
        }
        case "Exists", "DoesNotExist" -> {
          if (hasValues) {
            errors.add(
                FieldError.forbidden(
                    at + ".values",
                    "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
          }
        }
        default ->
            errors.add(
                FieldError.invalid(
                    at + ".operator",
                    expression.string("operator"),
                    "not a valid selector operator"));
      }
      errors.addAll(key(expression.string("key"), at + ".key"));
      List<?> values = expression.list("values");
      for (int v = 0; v < values.size(); v++) {
        String problem = value(String.valueOf(values.get(v)));
        if (problem != null) {
          errors.add(FieldError.invalid(at + ".values[" + v + "]", values.get(v), problem));
        }
      }
    }
    return errors;
  }
}

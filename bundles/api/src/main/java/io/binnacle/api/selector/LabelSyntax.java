package io.binnacle.api.selector;

import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The form of label keys and values; what is wrong with one is said in kube-apiserver's words. */
public final class LabelSyntax {
  private static final int MAX_BYTES = 63;
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final String NAME_RULE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  private static final String VALUE_RULE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

  private LabelSyntax() {}

  /** What is wrong with a key: a name, before it maybe a DNS subdomain and a slash. */
  public static List<String> keyProblems(String key) {
    if (isName(key)) {
      return List.of();
    }
    String[] parts = key.split("/", -1);
    if (parts.length > 2) {
      return List.of(
          "a valid label key "
              + NAME_RULE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    List<String> problems = new ArrayList<>();
    if (parts.length == 2) {
      String wrong = parts[0].isEmpty() ? "must be non-empty" : Names.subdomain(parts[0], false);
      if (wrong != null) {
        problems.add("prefix part " + wrong);
      }
    }
    String name = parts[parts.length - 1];
    if (name.isEmpty()) {
      problems.add("name part must be non-empty");
    } else if (bytes(name) > MAX_BYTES) {
      problems.add("name part must be no more than " + MAX_BYTES + " bytes");
    }
    if (!NAME.matcher(name).matches()) {
      problems.add("name part " + NAME_RULE);
    }
    return problems;
  }

  /** What is wrong with a value; the empty value is right. */
  public static List<String> valueProblems(String value) {
    if (value.isEmpty() || isName(value)) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    if (bytes(value) > MAX_BYTES) {
      problems.add("must be no more than " + MAX_BYTES + " bytes");
    }
    if (!value.isEmpty() && !NAME.matcher(value).matches()) {
      problems.add(VALUE_RULE);
    }
    return problems;
  }

  /** What is wrong with a map of labels that stands at a path. */
  public static List<FieldError> problems(Map<String, String> labels, String path) {
    List<FieldError> errors = new ArrayList<>();
    labels.forEach(
        (key, value) -> {
          keyProblems(key).forEach(wrong -> errors.add(FieldError.invalid(path, key, wrong)));
          valueProblems(value).forEach(wrong -> errors.add(FieldError.invalid(path, value, wrong)));
        });
    return errors;
  }

  /** What nearly all keys and values are, told without a pattern. */
  private static boolean isName(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_BYTES) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean inside = (c == '-' || c == '_' || c == '.') && i > 0 && i < length - 1;
      if (!inside && !isAlphanumeric(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

package io.binnacle.registry;

import io.binnacle.api.type.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for keys and values of labels and annotations. */
final class QualifiedName {
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final int MAX = 63;
  private static final String NAME_RULE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

  private QualifiedName() {}

  /** What is wrong with a key: an optional DNS prefix, a slash, a name. */
  static List<String> problems(String key) {
    List<String> problems = new ArrayList<>();
    String[] parts = key.split("/", -1);
    if (parts.length > 2) {
      return List.of(
          "a valid label key "
              + NAME_RULE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    String name = parts[parts.length - 1];
    if (parts.length == 2) {
      if (parts[0].isEmpty()) {
        problems.add("prefix part must be non-empty");
      } else {
        String wrong = Names.subdomain(parts[0], false);
        if (wrong != null) {
          problems.add("prefix part " + wrong);
        }
      }
    }
    if (name.isEmpty()) {
      problems.add("name part must be non-empty");
    } else if (bytes(name) > MAX) {
      problems.add("name part must be no more than " + MAX + " bytes");
    }
    if (!NAME.matcher(name).matches()) {
      problems.add("name part " + NAME_RULE);
    }
    return problems;
  }

  static List<String> valueProblems(String value) {
    List<String> problems = new ArrayList<>();
    if (bytes(value) > MAX) {
      problems.add("must be no more than " + MAX + " bytes");
    }
    if (!value.isEmpty() && !NAME.matcher(value).matches()) {
      problems.add(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
              + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
              + " 'my_value',  or '12345', regex used for validation is"
              + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
    }
    return problems;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

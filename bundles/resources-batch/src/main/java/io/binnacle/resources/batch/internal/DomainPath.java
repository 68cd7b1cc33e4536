package io.binnacle.resources.batch.internal;

import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.List;
import java.util.regex.Pattern;

/** Names of the form {@code example.com/path}. */
final class DomainPath {
  private static final String PATH_FORM = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
  private static final Pattern PATH = Pattern.compile(PATH_FORM);

  private DomainPath() {}

  static List<FieldError> problems(String name, String path) {
    if (name.isEmpty()) {
      return List.of(FieldError.required(path, ""));
    }
    int slash = name.indexOf('/');
    if (slash < 1 || slash == name.length() - 1) {
      return List.of(
          FieldError.invalid(
              path, name, "must be a domain-prefixed path (such as \"acme.io/foo\")"));
    }
    String host = name.substring(0, slash);
    String wrong = Names.subdomain(host, false);
    if (wrong != null) {
      return List.of(FieldError.invalid(path, host, wrong));
    }
    String rest = name.substring(slash + 1);
    return PATH.matcher(rest).matches()
        ? List.of()
        : List.of(
            FieldError.invalid(
                path, rest, "Invalid path (regex used for validation is '" + PATH_FORM + "$')"));
  }
}

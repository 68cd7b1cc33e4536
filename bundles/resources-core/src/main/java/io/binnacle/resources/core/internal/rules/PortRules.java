package io.binnacle.resources.core.internal.rules;

import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Port numbers and port names (RFC 6335). */
public final class PortRules {
  public static final String RANGE = "must be between 1 and 65535, inclusive";

  private static final Pattern CHARACTERS = Pattern.compile("[-a-z0-9]+");

  private PortRules() {}

  public static boolean isPort(long number) {
    return number >= 1 && number <= 65535;
  }

  /** What is wrong with a port's name, in the original's words. */
  public static List<String> name(String name) {
    List<String> wrong = new ArrayList<>();
    if (name.length() > 15) {
      wrong.add("must be no more than 15 characters");
    }
    if (!CHARACTERS.matcher(name).matches()) {
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
    return wrong;
  }

  /** A port given by number or by name. */
  public static List<FieldError> numberOrName(@Nullable Object port, String path) {
    if (port instanceof String name) {
      return name(name).stream().map(w -> FieldError.invalid(path, name, w)).toList();
    }
    long number = port instanceof Number n ? n.longValue() : 0;
    return isPort(number) ? List.of() : List.of(FieldError.invalid(path, number, RANGE));
  }
}

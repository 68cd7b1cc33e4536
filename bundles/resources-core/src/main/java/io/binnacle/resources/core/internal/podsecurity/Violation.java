package io.binnacle.resources.core.internal.podsecurity;

import java.util.Collection;
import java.util.List;

/**
 * A rule that a pod breaks.
 *
 * @param reason the rule in few words
 * @param detail who breaks it and how to mend it
 */
record Violation(String reason, String detail) {
  /** Such as {@code container "a"} or {@code containers "a", "b"}. */
  static String named(String what, List<String> names) {
    return plural(what, names) + " " + quoted(names);
  }

  static String plural(String what, Collection<?> of) {
    return of.size() == 1 ? what : what + "s";
  }

  static String quoted(Collection<String> names) {
    return "\"" + String.join("\", \"", names) + "\"";
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? reason : reason + " (" + detail + ")";
  }
}

package io.binnacle.launcher;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a person wants to read in an exception of the framework. */
final class StartFailure {
  private static final Pattern REQUIREMENT =
      Pattern.compile("missing requirement \\[(\\S+)[^]]*](?:\\([^)]*\\))?]? (\\S+); (\\S+)");
  private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]*)\\)");

  private StartFailure() {}

  /** The message of the deepest cause; for a bundle that lacks something, what that is. */
  static String reason(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return message == null ? deepest.toString() : requirement(message);
  }

  private static String requirement(String message) {
    int end = message.indexOf(" Unresolved requirements:");
    Matcher each = REQUIREMENT.matcher(end < 0 ? message : message.substring(0, end));
    String found = message;
    while (each.find()) {
      String filter = each.group(3).replaceAll("]+$", "");
      Matcher name = PACKAGE.matcher(filter);
      String what = name.find() ? "package " + name.group(1) + " " + filter : filter;
      found = each.group(1) + " finds no " + what;
    }
    return found;
  }
}

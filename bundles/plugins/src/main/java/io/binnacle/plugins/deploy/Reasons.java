package io.binnacle.plugins.deploy;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleException;

/** What the framework's exceptions say, as people want to read it. */
final class Reasons {
  private static final Pattern PACKAGE =
      Pattern.compile("\\(osgi\\.wiring\\.package=([^)]+)\\)((?:\\(!?\\(?version[^)]*\\)\\)?)*)");

  private Reasons() {}

  static String of(BundleException e) {
    Throwable last = e;
    while (last.getCause() != null && last.getCause() != last) {
      last = last.getCause();
    }
    return last == e ? String.valueOf(e.getMessage()) : last.toString();
  }

  /** The packages that nobody offers; else the exception's own words. */
  static String missing(BundleException e) {
    String message = String.valueOf(e.getMessage());
    Set<String> missing = new LinkedHashSet<>();
    Matcher wanted = PACKAGE.matcher(message);
    while (wanted.find()) {
      missing.add((wanted.group(1) + " " + wanted.group(2)).strip());
    }
    return missing.isEmpty() ? message : "nobody exports " + String.join(", ", missing);
  }
}

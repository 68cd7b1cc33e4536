package io.binnacle.resources.core.internal.podsecurity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Kubernetes version whose rules are meant.
 *
 * @param minor the number behind {@code v1.}
 */
record PolicyVersion(long minor) {
  /** Whatever the newest rules are. */
  static final PolicyVersion LATEST = new PolicyVersion(Long.MAX_VALUE);

  private static final Pattern FORM = Pattern.compile("v1\\.([0-9]|[1-9][0-9]{1,17})");

  static Optional<PolicyVersion> of(String text) {
    if (text.equals("latest")) {
      return Optional.of(LATEST);
    }
    Matcher match = FORM.matcher(text);
    return match.matches()
        ? Optional.of(new PolicyVersion(Long.parseLong(match.group(1))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return equals(LATEST) ? "latest" : "v1." + minor;
  }
}

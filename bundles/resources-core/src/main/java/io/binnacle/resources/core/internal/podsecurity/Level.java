package io.binnacle.resources.core.internal.podsecurity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How strict a policy is, the loosest first. */
enum Level {
  PRIVILEGED,
  BASELINE,
  RESTRICTED;

  static Optional<Level> of(String text) {
    return Arrays.stream(values()).filter(level -> level.toString().equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.binnacle.rest.health;

import java.util.List;

/** What there is to be checked now; asked anew at every request. Thread-safe. */
public interface HealthChecks {
  /**
   * A check's outcome.
   *
   * @param name as in {@code /readyz/NAME}
   * @param problem "" if all is well
   */
  record Check(String name, String problem) {
    public boolean isOk() {
      return problem.isEmpty();
    }
  }

  /** The kinds of health. */
  enum Endpoint {
    HEALTHZ,
    LIVEZ,
    READYZ;

    /** As in the path. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  List<Check> checks(Endpoint endpoint);
}

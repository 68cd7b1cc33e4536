package io.binnacle.api.admission;

/**
 * A step in the chain that every write passes. Plugins run in the order of {@link #order}, all
 * mutating steps before all validating ones. A service; it may come and go, and a write in flight
 * goes on with the chain it began with. Thread-safe.
 */
public interface AdmissionPlugin {
  /** The name that {@code --enable-admission-plugins} knows it by. */
  String name();

  /** Its place in the chain, lowest first. */
  int order();

  /** Whether it runs when no flag speaks of it. */
  default boolean isEnabledByDefault() {
    return true;
  }

  /** May change {@code review.object()} or refuse by a StatusException. */
  default void mutate(AdmissionReview review) {}

  /** May refuse by a StatusException; must change nothing. */
  default void validate(AdmissionReview review) {}
}

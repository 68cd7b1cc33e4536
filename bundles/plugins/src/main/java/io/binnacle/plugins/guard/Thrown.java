package io.binnacle.plugins.guard;

import org.jspecify.annotations.Nullable;

/** What a plugin's method threw, as it was. */
final class Thrown {
  private Thrown() {}

  /** The same exception, to be thrown without being declared: never returns normally. */
  @SuppressWarnings("unchecked")
  static <E extends Throwable> RuntimeException unchecked(@Nullable Throwable thrown) throws E {
    throw (E) (thrown == null ? new IllegalStateException("thrown without a cause") : thrown);
  }
}

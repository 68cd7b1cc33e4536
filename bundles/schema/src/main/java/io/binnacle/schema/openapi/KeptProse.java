package io.binnacle.schema.openapi;

import java.lang.ref.SoftReference;

/**
 * The documentation for whoever shows it: read when it is first asked for, and kept while memory
 * for it lasts. Thread-safe; two that ask at once may both read it.
 */
public final class KeptProse {
  private volatile SoftReference<Prose> kept = new SoftReference<>(null);

  public Prose get() {
    Prose prose = kept.get();
    if (prose == null) {
      prose = Prose.read();
      kept = new SoftReference<>(prose);
    }
    return prose;
  }
}

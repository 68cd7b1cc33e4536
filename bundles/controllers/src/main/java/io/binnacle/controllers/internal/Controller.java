package io.binnacle.controllers.internal;

import java.util.Map;

/**
 * Brings one namespace into the state it should be in. Called by one thread at a time; a failure is
 * tried again later.
 */
interface Controller {
  /** Its name in {@code --controllers}. */
  String name();

  /** What it waits for. */
  enum Progress {
    /** Nothing is left to do until something changes. */
    DONE,
    /** Something stands in the way whose end is not seen here. */
    TRY_AGAIN
  }

  /**
   * Looks at the namespace and does what is due. Must be able to begin at any state.
   *
   * @throws io.binnacle.api.status.StatusException if something failed
   */
  Progress reconcile(String namespace);

  /** The objects, beside namespaces, whose changes in a namespace it must see: name by resource. */
  default Map<String, String> alsoWatches() {
    return Map.of();
  }
}

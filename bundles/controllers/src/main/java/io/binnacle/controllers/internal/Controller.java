package io.binnacle.controllers.internal;

import java.util.Map;
import java.util.Set;

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

  /**
   * The objects, beside namespaces, whose changes in a namespace it must see: name by resource, ""
   * for all of a resource.
   */
  default Map<String, String> alsoWatches() {
    return Map.of();
  }

  /**
   * The resources of which it must see every change in one namespace for now. Asked after each look
   * at the namespace.
   */
  default Set<String> follows(String namespace) {
    return Set.of();
  }

  /** The namespaces to look at because a type has come that was not served before. */
  default Set<String> affectedByNewTypes() {
    return Set.of();
  }

  /** Whether it wants to look at all namespaces every few minutes, as time alone changes things. */
  default boolean looksRegularly() {
    return false;
  }
}

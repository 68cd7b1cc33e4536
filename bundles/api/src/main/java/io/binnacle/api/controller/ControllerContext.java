package io.binnacle.api.controller;

import io.binnacle.api.registry.ResourceStore;
import java.time.Duration;

/** What a {@link Controller} works with while it runs. */
public interface ControllerContext {
  /**
   * Follows the objects of a resource. There is one informer for each.
   *
   * @param resource one of {@link Controller#resources}
   * @throws IllegalArgumentException if it is not
   */
  Informer informer(String resource);

  /**
   * The store to write to, and to read what must be as it is now.
   *
   * @param resource one of {@link Controller#resources}
   * @throws IllegalArgumentException if it is not
   */
  ResourceStore store(String resource);

  /**
   * Puts an object into the queue; one that waits there already waits there once. May be called by
   * any thread.
   */
  void enqueue(ObjectKey key);

  /** Puts an object into the queue after a while. May be called by any thread. */
  void enqueueAfter(ObjectKey key, Duration delay);
}

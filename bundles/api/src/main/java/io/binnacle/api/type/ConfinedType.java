package io.binnacle.api.type;

import io.binnacle.api.registry.ResourceStore;

/**
 * A resource type whose code is not the server's own: all calls of it are watched. Whoever makes
 * the store of such a type offers what {@link #confine} makes of it instead. Thread-safe.
 */
public interface ConfinedType extends ResourceType {
  /** The plugin that brought it, as messages name it. */
  String plugin();

  /** The same store, whose writes run on the plugin's threads. */
  ResourceStore confine(ResourceStore store);
}

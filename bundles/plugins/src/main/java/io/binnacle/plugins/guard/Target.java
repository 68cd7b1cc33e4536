package io.binnacle.plugins.guard;

import io.binnacle.api.status.StatusException;
import org.jspecify.annotations.Nullable;

/**
 * The one reference to an object of a plugin's, so that the plugin's classes can go although
 * somebody still holds what stands before the object. Thread-safe.
 */
final class Target<T> {
  private final String plugin;
  private volatile @Nullable T object;

  Target(String plugin, T object) {
    this.plugin = plugin;
    this.object = object;
  }

  T get() {
    T present = object;
    if (present == null) {
      throw StatusException.serviceUnavailable("plugin \"" + plugin + "\" has gone");
    }
    return present;
  }

  void clear() {
    object = null;
  }
}

package io.binnacle.resources.rbac.internal;

import io.binnacle.api.type.Names;
import io.binnacle.api.type.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * What RBAC's four kinds have in common: names that need only fit into a path, PUT and apply that
 * create.
 */
abstract class RbacStrategy implements Strategy {
  static final String GROUP = "rbac.authorization.k8s.io";

  /** Whether the kind grants within a namespace only. */
  private final boolean namespaced;

  RbacStrategy(boolean namespaced) {
    this.namespaced = namespaced;
  }

  boolean isNamespaced() {
    return namespaced;
  }

  @Override
  public @Nullable String checkName(String name, boolean generatePrefix) {
    return Names.pathSegment(name, generatePrefix);
  }

  @Override
  public boolean allowsCreateOnUpdate() {
    return true;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }
}

package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.type.Strategy;

/** ServiceAccounts: stored as they are. */
public final class ServiceAccountStrategy implements Strategy {
  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }
}

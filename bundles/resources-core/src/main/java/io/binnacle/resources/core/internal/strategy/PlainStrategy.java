package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.type.Strategy;

/** For types that are stored as they are and whose generation is not counted. */
public final class PlainStrategy implements Strategy {
  @Override
  public boolean tracksGeneration() {
    return false;
  }
}

package io.binnacle.crd.cost;

import org.jspecify.annotations.Nullable;

/**
 * What a call costs, its arguments left out.
 *
 * @param cost at most
 * @param result the size of what is returned, null if this is not known
 */
record CallCost(long cost, @Nullable SizeRange result) {
  /** The cost of what takes the same time whatever it is given. */
  static final CallCost ONE = of(1);

  static CallCost of(long cost) {
    return new CallCost(cost, null);
  }
}

package io.binnacle.crd.cost;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows how large the values are that an expression is given. */
@FunctionalInterface
public interface SizeSource {
  /** The items of a list, in a path. */
  String ITEMS = "@items";

  /** The values of a map, in a path. */
  String VALUES = "@values";

  /** The keys of a map, in a path. */
  String KEYS = "@keys";

  /**
   * The size of a value, null if nothing is known about it.
   *
   * @param path from the variable on, that left out: names of fields and the above
   */
  @Nullable SizeRange sizeAt(List<String> path);
}

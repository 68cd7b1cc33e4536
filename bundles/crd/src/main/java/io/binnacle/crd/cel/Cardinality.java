package io.binnacle.crd.cel;

import io.binnacle.crd.cost.Capped;
import io.binnacle.crd.structural.Structural;
import org.jspecify.annotations.Nullable;

/**
 * How often a node's value may be there in an object. Immutable.
 *
 * @param bound null if a list or map around it has no limit, so that only the request has one
 */
record Cardinality(@Nullable Long bound) {
  static final Cardinality ONCE = new Cardinality(1L);

  private static final Cardinality UNBOUNDED = new Cardinality(null);

  /** That of what is directly below a node. */
  Cardinality below(Structural node) {
    Long each = each(node);
    return bound == null || each == null
        ? UNBOUNDED
        : new Cardinality(Capped.times(bound, Math.max(0, each)));
  }

  private static @Nullable Long each(Structural node) {
    return switch (node.type()) {
      case "array" -> node.limits().maxItems();
      case "object" ->
          node.raw().get("additionalProperties") == null
              ? (Long) 1L
              : node.limits().maxProperties();
      default -> (Long) 1L;
    };
  }

  /**
   * The cost of something that is done for each of the values.
   *
   * @param shape of one value
   */
  long times(long cost, ValueShape shape) {
    return Capped.times(
        cost, bound == null ? ValueShape.REQUEST / (shape.leastWritten() + 1) : bound);
  }
}

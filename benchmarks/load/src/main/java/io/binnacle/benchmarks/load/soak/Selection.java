package io.binnacle.benchmarks.load.soak;

import java.util.function.Predicate;

/**
 * What a watcher wants to see, as a query and as predicates on name and label.
 *
 * @param query such as {@code labelSelector=shard%3D7}
 */
record Selection(String query, Predicate<String> names, Predicate<String> shards) {
  /** The n-th of the selections in use: all, one shard, some shards, one object. */
  static Selection number(int n) {
    String shard = Integer.toString(n / 4 % SoakWriter.SHARDS);
    return switch (n % 4) {
      case 0 -> new Selection("", name -> true, any -> true);
      case 1 -> new Selection("labelSelector=shard%3D" + shard, name -> true, shard::equals);
      case 2 ->
          new Selection("labelSelector=shard!%3D" + shard, name -> true, any -> !any.equals(shard));
      default -> {
        String only = SoakWriter.name(n / 4, 0);
        yield new Selection("fieldSelector=metadata.name%3D" + only, only::equals, any -> true);
      }
    };
  }

  @Override
  public String toString() {
    return query.isEmpty() ? "all" : query;
  }
}

package io.binnacle.schema.ownership;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a merged object what the applying manager said last time, does not say now, and
 * nobody owns: neither it nor another manager.
 */
final class Pruning {
  private final Function<String, @Nullable Shape> shapes;
  private final Managers managers;
  private final OwnedFields last;

  /**
   * @param managers with what the manager says now
   * @param last what it said last time
   */
  Pruning(Function<String, @Nullable Shape> shapes, Managers managers, OwnedFields last) {
    this.shapes = shapes;
    this.managers = managers;
    this.last = last;
  }

  VersionedObject prune(VersionedObject merged) {
    String version = last.apiVersion();
    Shape shape = shapes.apply(version);
    Map<String, @Nullable Object> tree = shape == null ? null : merged.in(version);
    if (shape == null || tree == null) {
      return merged;
    }
    VersionedObject converted = merged.with(version, tree);
    FieldSet said = SchemaSets.withNamedFields(shape, last.set());
    VersionedObject pruned = converted.with(removed(shape, tree, said));
    pruned = withOwned(converted, pruned);
    pruned = withDangling(shape, converted, pruned, said);
    Map<String, @Nullable Object> back = pruned.in(merged.apiVersion());
    return back == null ? merged : merged.with(back);
  }

  /** Puts back what somebody owns. */
  private VersionedObject withOwned(VersionedObject merged, VersionedObject pruned) {
    Map<String, FieldSet> byVersion = new HashMap<>();
    managers
        .owned()
        .values()
        .forEach(owned -> byVersion.merge(owned.apiVersion(), owned.set(), FieldSet::union));
    Map<String, FieldSet> ordered = new LinkedHashMap<>();
    FieldSet own = byVersion.remove(last.apiVersion());
    if (own != null) {
      // This version first: what another needs for being converted may be among it.
      ordered.put(last.apiVersion(), own);
    }
    ordered.putAll(byVersion);
    VersionedObject whole = merged;
    VersionedObject result = pruned;
    for (Map.Entry<String, FieldSet> owned : ordered.entrySet()) {
      String version = owned.getKey();
      Shape shape = shapes.apply(version);
      Map<String, @Nullable Object> all = shape == null ? null : whole.in(version);
      Map<String, @Nullable Object> left = all == null ? null : result.in(version);
      if (shape == null || all == null || left == null) {
        continue;
      }
      whole = whole.with(version, all);
      FieldSet kept =
          footprint(shape, left).union(SchemaSets.withNamedFields(shape, owned.getValue()));
      result = whole.with(removed(shape, all, footprint(shape, all).difference(kept)));
    }
    return result;
  }

  /** Puts back what the manager did not own last time. */
  private VersionedObject withDangling(
      Shape shape, VersionedObject merged, VersionedObject pruned, FieldSet said) {
    Map<String, @Nullable Object> left = pruned.in(last.apiVersion());
    if (left == null) {
      return merged;
    }
    FieldSet gone =
        footprint(shape, merged.tree()).difference(footprint(shape, left)).intersection(said);
    return merged.with(removed(shape, merged.tree(), gone));
  }

  private static FieldSet footprint(Shape shape, Map<String, @Nullable Object> tree) {
    return SchemaSets.withNamedFields(shape, Footprint.of(shape, tree));
  }

  private static Map<String, @Nullable Object> removed(
      Shape shape, Map<String, @Nullable Object> tree, FieldSet items) {
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> left =
        (Map<String, @Nullable Object>) Removal.remove(shape, tree, items);
    return left == null ? new LinkedHashMap<>() : left;
  }
}

package io.binnacle.schema.ownership;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How ownership moves: a writer takes what it changes from everybody else; who applies owns what it
 * says, and what it no longer says goes if nobody else owns it. See KEP-555.
 *
 * <p>One per request; not thread-safe.
 */
final class OwnershipRules {
  private final Function<String, @Nullable Shape> shapes;
  private final Function<String, FieldSet> ignored;

  /**
   * @param shapes the type by API version; null for one that is not known
   * @param ignored the fields by API version that the request can't write
   */
  OwnershipRules(Function<String, @Nullable Shape> shapes, Function<String, FieldSet> ignored) {
    this.shapes = shapes;
    this.ignored = ignored;
  }

  /** What nobody can own. */
  static final FieldSet STRIPPED =
      FieldSet.of(
          FieldPath.of("apiVersion"),
          FieldPath.of("kind"),
          FieldPath.of("metadata"),
          FieldPath.of("metadata", "name"),
          FieldPath.of("metadata", "namespace"),
          FieldPath.of("metadata", "creationTimestamp"),
          FieldPath.of("metadata", "selfLink"),
          FieldPath.of("metadata", "uid"),
          FieldPath.of("metadata", "clusterName"),
          FieldPath.of("metadata", "generation"),
          FieldPath.of("metadata", "managedFields"),
          FieldPath.of("metadata", "resourceVersion"));

  /**
   * What came of an apply.
   *
   * @param tree the merged object
   * @param changed whether it differs from the live one
   * @param same whether the manager owns what it owned before
   */
  record Applied(Map<String, @Nullable Object> tree, boolean changed, boolean same) {}

  /** Records an update by the manager; its entry has the version of the objects. */
  void update(
      VersionedObject live, VersionedObject fresh, Managers managers, ManagerIdentity manager) {
    Comparison compared = compare(live.apiVersion(), live.tree(), fresh.tree());
    reconcile(managers);
    take(live, fresh, compared, managers, manager, true);
    OwnedFields own = managers.owned().get(manager);
    FieldSet before = own == null ? FieldSet.EMPTY : own.set();
    FieldSet set =
        before
            .difference(compared.removed())
            .union(compared.modified())
            .union(compared.added())
            .recursiveDifference(ignored.apply(live.apiVersion()));
    put(managers, manager, set, live.apiVersion());
  }

  /**
   * Lays the configuration over the live object.
   *
   * @throws Conflict.Found if it is not forced and would change what others own
   * @throws TypedException if a list has items without keys
   */
  Applied apply(
      VersionedObject live,
      Map<String, @Nullable Object> config,
      Managers managers,
      ManagerIdentity manager,
      boolean force) {
    reconcile(managers);
    String version = live.apiVersion();
    Shape shape = shape(version);
    VersionedObject merged = live.with(Merging.root(shape, live.tree(), config));
    OwnedFields last = managers.owned().get(manager);
    FieldSet set = Footprint.of(shape, config).recursiveDifference(ignored.apply(version));
    String time = last == null ? "" : last.time();
    managers.owned().put(manager, new OwnedFields(set, version, time, null));
    boolean same =
        last != null
            && last.apiVersion().equals(version)
            && set.difference(STRIPPED).equals(last.set());
    if (last != null && !same && !isKept(last, set, version)) {
      merged = new Pruning(shapes, managers, last).prune(merged);
    }
    Comparison compared = compare(version, live.tree(), merged.tree());
    take(live, merged, compared, managers, manager, force);
    return new Applied(merged.tree(), !ValueOrder.same(live.tree(), merged.tree()), same);
  }

  /** Whether nothing was dropped since last time, so that there is nothing to prune. */
  private static boolean isKept(OwnedFields last, FieldSet set, String version) {
    return last.set().isEmpty()
        || last.apiVersion().equals(version) && last.set().difference(set).isEmpty();
  }

  private Shape shape(String version) {
    Shape shape = shapes.apply(version);
    if (shape == null) {
      throw new IllegalArgumentException("no schema for " + version);
    }
    return shape;
  }

  private Comparison compare(
      String version, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    return Comparison.of(shape(version), before, after).without(ignored.apply(version));
  }

  /** Takes from all others what has changed. */
  private void take(
      VersionedObject live,
      VersionedObject fresh,
      Comparison compared,
      Managers managers,
      ManagerIdentity manager,
      boolean force) {
    if (compared.isEmpty()) {
      drop(managers);
      return;
    }
    Map<String, Comparison> byVersion = new HashMap<>();
    byVersion.put(live.apiVersion(), compared);
    Map<ManagerIdentity, FieldSet> conflicts = new HashMap<>();
    Map<ManagerIdentity, FieldSet> removed = new HashMap<>();
    for (ManagerIdentity other : List.copyOf(managers.owned().keySet())) {
      OwnedFields owned = managers.owned().get(other);
      if (other.equals(manager) || owned == null) {
        continue;
      }
      Comparison its = byVersion.get(owned.apiVersion());
      if (its == null) {
        its = converted(live, fresh, owned.apiVersion());
        if (its == null) {
          managers.owned().remove(other);
          continue;
        }
        byVersion.put(owned.apiVersion(), its);
      }
      FieldSet conflict = owned.set().intersection(its.written());
      if (!conflict.isEmpty()) {
        conflicts.put(other, conflict);
      }
      removed.put(other, its.removed());
    }
    if (!force && !conflicts.isEmpty()) {
      throw new Conflict.Found(Conflict.of(conflicts));
    }
    conflicts.forEach((other, set) -> subtract(managers, other, set));
    removed.forEach((other, set) -> subtract(managers, other, set));
    drop(managers);
  }

  private @Nullable Comparison converted(
      VersionedObject live, VersionedObject fresh, String version) {
    Map<String, @Nullable Object> before = live.in(version);
    Map<String, @Nullable Object> after = before == null ? null : fresh.in(version);
    return before == null || after == null || shapes.apply(version) == null
        ? null
        : compare(version, before, after);
  }

  private static void subtract(Managers managers, ManagerIdentity who, FieldSet set) {
    managers.owned().computeIfPresent(who, (key, owned) -> owned.with(owned.set().difference(set)));
  }

  private static void drop(Managers managers) {
    managers.owned().values().removeIf(owned -> owned.set().isEmpty());
  }

  private static void put(
      Managers managers, ManagerIdentity manager, FieldSet set, String version) {
    if (set.isEmpty()) {
      managers.owned().remove(manager);
    } else {
      managers.owned().put(manager, OwnedFields.of(set, version));
    }
  }

  /** Brings the sets into line with the schemas; drops those of versions that are gone. */
  private void reconcile(Managers managers) {
    managers.owned().values().removeIf(owned -> shapes.apply(owned.apiVersion()) == null);
    managers
        .owned()
        .replaceAll(
            (who, owned) ->
                owned.with(SchemaSets.reconciled(shape(owned.apiVersion()), owned.set())));
  }
}

package io.binnacle.schema.ownership;

import io.binnacle.api.schema.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of ownership as KEP-555 tells them, over {@link ModelValues}: no laziness, no sharing,
 * no short cuts.
 */
final class ModelOwnership {
  /** An owner's name with the fields, their version, and whether it applies. */
  record Owned(Set<String> paths, String version, boolean applied, String time) {}

  private final Function<String, StructType> schemas;
  private final BiFunction<Map<String, @Nullable Object>, String, Map<String, @Nullable Object>>
      convert;
  private final Function<String, Set<String>> ignored;
  final Map<String, Owned> owners = new TreeMap<>();
  Map<String, @Nullable Object> object;

  ModelOwnership(
      Map<String, @Nullable Object> object,
      Function<String, StructType> schemas,
      BiFunction<Map<String, @Nullable Object>, String, Map<String, @Nullable Object>> convert,
      Function<String, Set<String>> ignored) {
    this.object = object;
    this.schemas = schemas;
    this.convert = convert;
    this.ignored = ignored;
  }

  void update(Map<String, @Nullable Object> fresh, String version, String who, String now) {
    Map<String, @Nullable Object> before = convert.apply(object, version);
    Map<String, @Nullable Object> after = convert.apply(fresh, version);
    StructType type = schemas.apply(version);
    Set<String> own = new TreeSet<>(ModelValues.added(type, before, after));
    own.addAll(ModelValues.modified(type, before, after));
    lessBelow(own, ignored.apply(version));
    take(object, fresh, who + "!", true);
    own.removeAll(STRIPPED);
    if (!own.isEmpty()) {
      Owned previous = owners.get(who);
      if (previous != null) {
        own.addAll(previous.paths());
      }
      owners.put(who, new Owned(own, version, false, now));
    }
    object = fresh;
  }

  private static final Set<String> STRIPPED = Set.of("f:apiVersion", "f:kind", "f:metadata");

  /** Applies; returns the conflicts, empty if it was done. */
  Set<String> apply(
      Map<String, @Nullable Object> config, String version, String who, boolean force, String now) {
    Map<String, Owned> saved = new TreeMap<>(owners);
    StructType type = schemas.apply(version);
    Map<String, @Nullable Object> live = convert.apply(object, version);
    Map<String, @Nullable Object> merged = map(ModelValues.merge(type, live, config));
    Set<String> set = ModelValues.footprint(type, config);
    lessBelow(set, ignored.apply(version));
    Owned last = owners.get(who);
    owners.put(who, new Owned(set, version, true, last == null ? "" : last.time()));
    if (last != null) {
      merged = prune(merged, last, version);
    }
    Set<String> conflicts = take(live, merged, who, force);
    if (!conflicts.isEmpty()) {
      owners.clear();
      owners.putAll(saved);
      return conflicts;
    }
    boolean changed =
        !Objects.equals(ModelValues.sorted(type, live), ModelValues.sorted(type, merged));
    Set<String> kept = new TreeSet<>(set);
    kept.removeAll(STRIPPED);
    if (kept.isEmpty()) {
      owners.remove(who);
    } else {
      String time = changed ? now : last == null ? "" : last.time();
      owners.put(who, new Owned(kept, version, true, time));
    }
    object = merged;
    return Set.of();
  }

  private Map<String, @Nullable Object> prune(
      Map<String, @Nullable Object> merged, Owned last, String version) {
    StructType type = schemas.apply(last.version());
    Map<String, @Nullable Object> whole = convert.apply(merged, last.version());
    Set<String> said = ModelValues.withNamed(type, last.paths());
    Map<String, @Nullable Object> pruned = map(ModelValues.remove(type, whole, said));
    Map<String, Set<String>> byVersion = new LinkedHashMap<>();
    byVersion.put(last.version(), new TreeSet<>());
    owners
        .values()
        .forEach(
            owned ->
                byVersion
                    .computeIfAbsent(owned.version(), v -> new TreeSet<>())
                    .addAll(owned.paths()));
    Map<String, @Nullable Object> all = whole;
    for (Map.Entry<String, Set<String>> owned : byVersion.entrySet()) {
      StructType its = schemas.apply(owned.getKey());
      all = convert.apply(all, owned.getKey());
      pruned = convert.apply(pruned, owned.getKey());
      Set<String> gone = named(its, all);
      gone.removeAll(named(its, pruned));
      gone.removeAll(ModelValues.withNamed(its, owned.getValue()));
      pruned = map(ModelValues.remove(its, all, gone));
    }
    Set<String> gone = named(type, whole);
    gone.removeAll(named(type, convert.apply(pruned, last.version())));
    gone.retainAll(said);
    return convert.apply(map(ModelValues.remove(type, whole, gone)), version);
  }

  private static Set<String> named(StructType type, Map<String, @Nullable Object> value) {
    return ModelValues.withNamed(type, ModelValues.footprint(type, value));
  }

  /** Takes from all but one what is different; returns what conflicts if that is not forced. */
  private Set<String> take(
      Map<String, @Nullable Object> before,
      Map<String, @Nullable Object> after,
      String except,
      boolean force) {
    Set<String> conflicts = new TreeSet<>();
    Map<String, Owned> left = new TreeMap<>(owners);
    owners.forEach(
        (who, owned) -> {
          if (who.equals(except)) {
            return;
          }
          StructType type = schemas.apply(owned.version());
          Map<String, @Nullable Object> old = convert.apply(before, owned.version());
          Map<String, @Nullable Object> fresh = convert.apply(after, owned.version());
          Set<String> written = new TreeSet<>(ModelValues.added(type, old, fresh));
          written.addAll(ModelValues.modified(type, old, fresh));
          lessBelow(written, ignored.apply(owned.version()));
          Set<String> removed = ModelValues.added(type, fresh, old);
          lessBelow(removed, ignored.apply(owned.version()));
          Set<String> lost = new TreeSet<>(owned.paths());
          lost.retainAll(written);
          lost.forEach(path -> conflicts.add(who + " " + path));
          Set<String> kept = new TreeSet<>(owned.paths());
          kept.removeAll(written);
          kept.removeAll(removed);
          left.put(who, new Owned(kept, owned.version(), owned.applied(), owned.time()));
        });
    if (!force && !conflicts.isEmpty()) {
      return conflicts;
    }
    left.values().removeIf(owned -> owned.paths().isEmpty());
    owners.clear();
    owners.putAll(left);
    return Set.of();
  }

  private static void lessBelow(Set<String> paths, Set<String> ignored) {
    paths.removeIf(
        path -> ignored.stream().anyMatch(no -> path.equals(no) || path.startsWith(no + "\n")));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> map(@Nullable Object value) {
    return value == null ? new LinkedHashMap<>() : (Map<String, @Nullable Object>) value;
  }
}

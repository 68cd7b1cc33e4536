package io.binnacle.schema.ownership;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.Conform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Field ownership and server-side apply for one resource type (KEP-555). Keep one per type: it
 * remembers what it worked out of the schemas. Thread-safe.
 *
 * <p>Where a write calls it, in the original's order:
 *
 * <ul>
 *   <li>create, update, JSON, merge and strategic patch: decode, fill in defaults, <b>{@link
 *       #afterUpdate}</b>, mutating admission, strategy, validation. What admission and strategy
 *       change after it belongs to nobody.
 *   <li>apply: <b>{@link #apply}</b> on the configuration as parsed (no conforming, no defaults),
 *       conform and fill in defaults in the result, then mutating admission and so on.
 *   <li>last of all, before storing an update: {@link ManagedFields#keepTimesOfSame}. If the object
 *       then equals the stored one, nothing is written.
 * </ul>
 */
public final class FieldOwnership {
  private static final ManagerIdentity CURRENT =
      new ManagerIdentity("\0current-operation", false, "", "");

  private final String kind;
  private final Function<String, @Nullable StructType> schemas;
  private final VersionConverter converter;
  private final Shapes shapes = new Shapes();
  private final RecentSets sets = new RecentSets();
  private final Map<StructType, Conform> conforming = new ConcurrentHashMap<>();

  private FieldOwnership(
      String kind, Function<String, @Nullable StructType> schemas, VersionConverter converter) {
    this.kind = kind;
    this.schemas = schemas;
    this.converter = converter;
  }

  /**
   * @param kind the kind, such as {@code Deployment}
   * @param schemas the structure by group and version, such as {@code apps/v1}; null for a version
   *     that the type does not have
   * @param converter between the versions
   */
  public static FieldOwnership of(
      String kind, Function<String, @Nullable StructType> schemas, VersionConverter converter) {
    return new FieldOwnership(kind, schemas, converter);
  }

  /**
   * Works out the managers after a create, update or patch and puts them into {@code updated}.
   *
   * @param live the stored object, null for a create; is not changed
   * @param updated the object as the client wants it, defaults filled in; only its managedFields
   *     are changed
   * @param given the managedFields that the client sent, as parsed and before conforming (an empty
   *     list means something); null if it sent none
   */
  public void afterUpdate(
      OwnershipRequest request,
      @Nullable Unstructured live,
      Unstructured updated,
      @Nullable Object given) {
    Object before = live == null ? null : ManagedFields.of(live);
    Managers managers = managersOf(request, before, given);
    if (live != null && managers.isEmpty() && !live.uid().isEmpty()) {
      ManagedFields.set(updated, List.of());
      return;
    }
    try {
      VersionedObject old = live == null ? empty(request) : versioned(request, live);
      update(request, old, versioned(request, updated), managers, request.identity(false));
      ManagedFields.set(updated, managers.entries());
    } catch (TypedException e) {
      // Never fails a write: the object may be older than its schema.
      ManagedFields.set(updated, before instanceof List<?> list ? unchanged(list) : List.of());
    }
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> unchanged(List<?> list) {
    return (List<@Nullable Object>) list;
  }

  private Managers managersOf(
      OwnershipRequest request, @Nullable Object before, @Nullable Object given) {
    boolean heard = request.subresource().isEmpty() && given != null && !given.equals(before);
    if (heard && ManagedFields.isReset(given)) {
      return new Managers();
    }
    if (heard) {
      try {
        Managers managers = Managers.ofGiven(given);
        if (!managers.isEmpty()) {
          return managers;
        }
      } catch (IllegalArgumentException e) {
        // Clients that don't know managedFields must not delete them by accident.
        return stored(before);
      }
    }
    return stored(before);
  }

  private Managers stored(@Nullable Object managedFields) {
    try {
      return Managers.ofStored(managedFields, sets::of);
    } catch (IllegalArgumentException e) {
      return new Managers();
    }
  }

  private void update(
      OwnershipRequest request,
      VersionedObject live,
      VersionedObject updated,
      Managers managers,
      ManagerIdentity manager) {
    rules(request).update(live, updated, managers, CURRENT);
    OwnedFields taken = managers.owned().remove(CURRENT);
    FieldSet set = taken == null ? FieldSet.EMPTY : taken.set().difference(OwnershipRules.STRIPPED);
    if (!set.isEmpty()) {
      OwnedFields previous = managers.owned().get(manager);
      FieldSet all = previous == null ? set : set.union(previous.set());
      managers
          .owned()
          .put(manager, new OwnedFields(all, request.apiVersion(), request.now(), null));
    }
    UpdaterCap.enforce(managers);
  }

  /**
   * Applies a configuration.
   *
   * @param live the stored object, null if there is none yet; is not changed
   * @param config the configuration as parsed; is not changed
   * @param force whether to take what others own
   * @return the merged object in the request's version with its managedFields. It shares parts with
   *     both others: conform it before changing anything in it
   * @throws StatusException 409 with the conflicts; 400 for another kind or version; 500 without a
   *     reason for a configuration that does not fit the schema, as the original answers
   */
  public Unstructured apply(
      OwnershipRequest request, @Nullable Unstructured live, Unstructured config, boolean force) {
    check(request, config);
    Managers managers = liveManagers(live);
    VersionedObject old = live == null ? empty(request) : versioned(request, live);
    if (managers.isEmpty()) {
      ManagerIdentity earlier = request.named("before-first-apply", false);
      update(request, empty(request), old, managers, earlier);
    }
    ManagerIdentity manager = request.identity(true);
    try {
      return applied(request, old, config, managers, manager, force);
    } catch (Conflict.Found found) {
      throw Conflict.answer(found.conflicts());
    }
  }

  private Managers liveManagers(@Nullable Unstructured live) {
    try {
      return Managers.ofStored(live == null ? null : ManagedFields.of(live), sets::of);
    } catch (IllegalArgumentException e) {
      throw StatusException.unreasoned("failed to decode managed fields: " + e.getMessage());
    }
  }

  private Unstructured applied(
      OwnershipRequest request,
      VersionedObject live,
      Unstructured config,
      Managers managers,
      ManagerIdentity manager,
      boolean force) {
    Map<ManagerIdentity, OwnedFields> before = Map.copyOf(managers.owned());
    OwnershipRules.Applied merged;
    try {
      merged = merge(request, live, config, managers, manager, force);
    } catch (Conflict.Found found) {
      if (!request.manager().equals(LastApplied.MANAGER)) {
        throw found;
      }
      forgive(request, live, found);
      managers.owned().clear();
      managers.owned().putAll(before);
      merged = merge(request, live, config, managers, manager, true);
    }
    finish(
        managers,
        manager,
        merged.same() ? before.get(manager) : null,
        merged.changed() ? request.now() : "");
    Map<String, @Nullable Object> tree = merged.changed() ? merged.tree() : live.tree();
    if (request.manager().equals(LastApplied.MANAGER)) {
      tree = LastApplied.noted(tree, config.content());
    }
    return withManagers(tree, managers);
  }

  private OwnershipRules.Applied merge(
      OwnershipRequest request,
      VersionedObject live,
      Unstructured config,
      Managers managers,
      ManagerIdentity manager,
      boolean force) {
    try {
      return rules(request).apply(live, config.content(), managers, manager, force);
    } catch (TypedException e) {
      throw StatusException.unreasoned("failed to merge config: " + e.getMessage());
    }
  }

  /** Throws the conflicts again that client-side apply does not explain. */
  private void forgive(OwnershipRequest request, VersionedObject live, Conflict.Found found) {
    FieldSet allowed =
        LastApplied.owned(shape(request.apiVersion()), request.apiVersion(), live.tree());
    if (allowed == null) {
      throw found;
    }
    List<Conflict> left =
        found.conflicts().stream().filter(conflict -> !allowed.has(conflict.path())).toList();
    if (!left.isEmpty()) {
      throw new Conflict.Found(left);
    }
  }

  private static void finish(
      Managers managers, ManagerIdentity manager, @Nullable OwnedFields before, String time) {
    OwnedFields own = managers.owned().get(manager);
    if (own == null) {
      return;
    }
    OwnedFields kept =
        before != null ? before : own.with(own.set().difference(OwnershipRules.STRIPPED));
    if (kept.set().isEmpty()) {
      managers.owned().remove(manager);
    } else {
      managers.owned().put(manager, time.isEmpty() ? kept : kept.at(time));
    }
  }

  private static Unstructured withManagers(Map<String, @Nullable Object> tree, Managers managers) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    if (tree.get("metadata") instanceof Map<?, ?> before) {
      before.forEach((name, value) -> metadata.put((String) name, value));
    }
    Map<String, @Nullable Object> content = new LinkedHashMap<>(tree);
    content.put("metadata", metadata);
    Unstructured result = new Unstructured(content);
    ManagedFields.set(result, managers.entries());
    return result;
  }

  private void check(OwnershipRequest request, Unstructured config) {
    String version = request.apiVersion();
    String given = config.apiVersion();
    if (!given.equals(version) || !config.kind().equals(kind)) {
      throw StatusException.badRequest("invalid object type: " + shown(given, config.kind()));
    }
    if (ManagedFields.of(config) != null) {
      throw StatusException.badRequest("metadata.managedFields must be nil");
    }
    try {
      Validation.check(shape(version), config.content(), false);
    } catch (TypedException e) {
      throw StatusException.unreasoned(
          "failed to create typed patch object ("
              + config.namespace()
              + "/"
              + config.name()
              + "; "
              + shown(version, kind)
              + "): "
              + e.getMessage());
    }
  }

  private static String shown(String apiVersion, String kind) {
    String full = apiVersion.indexOf('/') < 0 ? "/" + apiVersion : apiVersion;
    return full + ", Kind=" + kind;
  }

  private OwnershipRules rules(OwnershipRequest request) {
    return new OwnershipRules(this::find, request::ignoredIn);
  }

  private @Nullable Shape find(String apiVersion) {
    StructType schema = schemas.apply(apiVersion);
    return schema == null ? null : shapes.of(schema);
  }

  private Shape shape(String apiVersion) {
    return shapes.of(schema(apiVersion));
  }

  private StructType schema(String apiVersion) {
    StructType schema = schemas.apply(apiVersion);
    if (schema == null) {
      throw new IllegalArgumentException(kind + " has no version " + apiVersion);
    }
    return schema;
  }

  /** The object without managers in the request's version. */
  private VersionedObject versioned(OwnershipRequest request, Unstructured object) {
    String version = object.apiVersion();
    VersionedObject given =
        new VersionedObject(version, VersionedObject.withoutManagers(object.content()), converter);
    if (version.equals(request.apiVersion())) {
      return given;
    }
    Map<String, @Nullable Object> tree = given.in(request.apiVersion());
    if (tree == null) {
      throw new TypedException("can't be converted to " + request.apiVersion());
    }
    return given.with(request.apiVersion(), tree);
  }

  /** What an object of the version is before anything is said of it. */
  private VersionedObject empty(OwnershipRequest request) {
    StructType schema = schema(request.apiVersion());
    Map<String, @Nullable Object> tree =
        conforming.computeIfAbsent(schema, Conform::to).apply(Map.of()).tree();
    tree.put("apiVersion", request.apiVersion());
    tree.put("kind", kind);
    return new VersionedObject(request.apiVersion(), tree, converter);
  }
}

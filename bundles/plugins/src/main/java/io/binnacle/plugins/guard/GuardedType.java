package io.binnacle.plugins.guard;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.type.ConfinedType;
import io.binnacle.api.type.Connector;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.SchemaForm;
import io.binnacle.api.type.StorageCodec;
import io.binnacle.api.type.StoredKind;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.api.type.Verb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's type behind its guard. What the type says of itself is asked once, when this is made;
 * what it does is asked through the guard. Nothing leads from here to the plugin's classes once its
 * guard is closed.
 */
public final class GuardedType implements ConfinedType {
  private final Guard guard;
  private final GroupResource resource;
  private final String kind;
  private final String singular;
  private final List<String> shortNames;
  private final List<String> categories;
  private final boolean namespaced;
  private final List<TypeVersion> versions;
  private final Map<String, Boolean> served = new HashMap<>();
  private final Map<String, GroupVersionKind> kinds = new HashMap<>();
  private final Map<String, String> deprecations = new HashMap<>();
  private final boolean custom;
  private final String storageVersion;
  private final Optional<StoredKind> storedKind;
  private final Optional<StorageCodec> codec;
  private final Set<Verb> verbs;
  private final Strategy strategy;
  private final List<Subresource> subresources;
  private final String storagePrefix;
  private final Set<String> selectableFields;
  private final int groupPriority;
  private final Optional<Review> review;

  private GuardedType(Guard guard, ResourceType type) {
    this.guard = guard;
    this.resource = type.resource();
    Confinement confinement = new Confinement(guard, resource.toString());
    this.kind = type.kind();
    this.singular = type.singular();
    this.shortNames = List.copyOf(type.shortNames());
    this.categories = List.copyOf(type.categories());
    this.namespaced = type.isNamespaced();
    for (TypeVersion version : type.versions()) {
      served.put(version.name(), type.isServed(version.name()));
      kinds.put(version.name(), type.kindIn(version.name()));
      deprecations.put(version.name(), type.deprecation(version.name()));
    }
    this.versions = type.versions().stream().map(v -> guarded(confinement, v)).toList();
    this.custom = type.isCustom();
    this.storageVersion = type.storageVersion();
    this.storedKind =
        type.storedKind()
            .map(
                stored ->
                    new StoredKind(
                        stored.kind(),
                        stored.schema(),
                        confinement.operator("conversion", stored.toStored()),
                        confinement.operator("conversion", stored.fromStored())));
    this.codec =
        type.codec().map(c -> confinement.refusing(StorageCodec.class, c, Set.of("decode")));
    this.verbs = Set.copyOf(type.verbs());
    this.strategy = confinement.computing(Strategy.class, type.strategy());
    this.subresources = type.subresources().stream().map(s -> guarded(confinement, s)).toList();
    this.storagePrefix = type.storagePrefix();
    this.selectableFields = Set.copyOf(type.selectableFields());
    this.groupPriority = type.groupPriority();
    this.review = type.review().map(r -> confinement.acting(Review.class, r));
  }

  /**
   * A type behind a guard; to be called through the guard, as it asks the type.
   *
   * @throws RuntimeException if the type contradicts what a type must be
   */
  public static GuardedType of(Guard guard, ResourceType type) {
    GuardedType guarded = new GuardedType(guard, type);
    if (guarded.versions.isEmpty()) {
      throw new IllegalArgumentException(guarded.resource + " has no version");
    }
    return guarded;
  }

  private static TypeVersion guarded(Confinement confinement, TypeVersion version) {
    SchemaForm form = version.form();
    @Nullable SchemaForm guardedForm =
        form == null
            ? null
            : confinement.refusing(SchemaForm.class, form, Set.of("form", "formStored"));
    return new TypeVersion(
        version.name(),
        version.schema(),
        RowCells.guarded(confinement, version.columns()),
        confinement.operator("conversion", version.toStorage()),
        confinement.operator("conversion", version.fromStorage()),
        guardedForm);
  }

  private static Subresource guarded(Confinement confinement, Subresource part) {
    if (part instanceof Subresource.Action action) {
      return new Subresource.Action(
          action.name(),
          action.kind(),
          action.otherVersions(),
          action.schema(),
          confinement.acting(Subresource.ActionHandler.class, action.action()));
    }
    if (part instanceof Subresource.Connect connect) {
      return new Subresource.Connect(
          connect.name(),
          connect.kind(),
          connect.manner(),
          confinement.acting(Connector.class, connect.connector()));
    }
    return part;
  }

  @Override
  public String plugin() {
    return guard.plugin();
  }

  @Override
  public ResourceStore confine(ResourceStore store) {
    return new GuardedStore(guard, store);
  }

  @Override
  public GroupResource resource() {
    return resource;
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public String singular() {
    return singular;
  }

  @Override
  public List<String> shortNames() {
    return shortNames;
  }

  @Override
  public List<String> categories() {
    return categories;
  }

  @Override
  public boolean isNamespaced() {
    return namespaced;
  }

  @Override
  public List<TypeVersion> versions() {
    return versions;
  }

  @Override
  public boolean isServed(String version) {
    return served.getOrDefault(version, false);
  }

  @Override
  public boolean isCustom() {
    return custom;
  }

  @Override
  public String storageVersion() {
    return storageVersion;
  }

  @Override
  public Optional<StoredKind> storedKind() {
    return storedKind;
  }

  @Override
  public Optional<StorageCodec> codec() {
    return codec;
  }

  @Override
  public Set<Verb> verbs() {
    return verbs;
  }

  @Override
  public Strategy strategy() {
    return strategy;
  }

  @Override
  public List<Subresource> subresources() {
    return subresources;
  }

  @Override
  public String storagePrefix() {
    return storagePrefix;
  }

  @Override
  public Set<String> selectableFields() {
    return selectableFields;
  }

  @Override
  public int groupPriority() {
    return groupPriority;
  }

  @Override
  public Optional<Review> review() {
    return review;
  }

  @Override
  public GroupVersionKind kindIn(String version) {
    GroupVersionKind known = kinds.get(version);
    return known == null ? new GroupVersionKind(resource.group(), version, kind) : known;
  }

  @Override
  public String deprecation(String version) {
    return deprecations.getOrDefault(version, "");
  }

  @Override
  public Optional<TypeVersion> version(String name) {
    return versions.stream().filter(v -> v.name().equals(name)).findFirst();
  }
}

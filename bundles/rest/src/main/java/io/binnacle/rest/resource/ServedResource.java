package io.binnacle.rest.resource;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.api.type.Verb;
import io.binnacle.schema.Conform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A version of a resource type with what answers for it.
 *
 * @param type the type
 * @param version the version
 * @param store its store
 * @param conform checks bodies of the version
 */
public record ServedResource(
    ResourceType type, TypeVersion version, ResourceStore store, Conform conform) {
  /** All versions of a type. */
  static List<ServedResource> allOf(ResourceStore store) {
    ResourceType type = store.type();
    List<ServedResource> result = new ArrayList<>();
    for (TypeVersion version : type.versions()) {
      result.add(new ServedResource(type, version, store, Conform.to(version.schema())));
    }
    return result;
  }

  public GroupResource resource() {
    return type.resource();
  }

  public GroupVersionKind kind() {
    return type.kindIn(version.name());
  }

  public boolean isStorageVersion() {
    return version.name().equals(type.storageVersion());
  }

  public Optional<Subresource> subresource(String name) {
    return type.subresources().stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** The verbs that are answered: of a review only create. */
  public Set<Verb> verbs() {
    return type.review().isPresent() ? Set.of(Verb.CREATE) : type.verbs();
  }
}

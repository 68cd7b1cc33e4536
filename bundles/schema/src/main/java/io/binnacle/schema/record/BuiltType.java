package io.binnacle.schema.record;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.StorageCodec;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@link ResourceTypeBuilder} builds. Immutable. */
record BuiltType(
    GroupResource resource,
    String kind,
    List<String> shortNames,
    List<String> categories,
    boolean isNamespaced,
    List<TypeVersion> versions,
    Set<String> unserved,
    Map<String, String> deprecations,
    Strategy strategy,
    List<Subresource> subresources,
    Set<String> selectableFields,
    Optional<StorageCodec> codec)
    implements ResourceType {
  BuiltType {
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
    versions = List.copyOf(versions);
    unserved = Set.copyOf(unserved);
    deprecations = Map.copyOf(deprecations);
    subresources = List.copyOf(subresources);
    selectableFields = Set.copyOf(selectableFields);
  }

  @Override
  public boolean isServed(String version) {
    return !unserved.contains(version);
  }

  @Override
  public String deprecation(String version) {
    return deprecations.getOrDefault(version, "");
  }
}

package io.binnacle.schema.record;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import java.util.List;
import java.util.Set;

/** What {@link RecordResourceType} builds. Immutable. */
record BuiltType(
    GroupResource resource,
    String kind,
    List<String> shortNames,
    List<String> categories,
    boolean isNamespaced,
    List<TypeVersion> versions,
    Strategy strategy,
    List<Subresource> subresources,
    Set<String> selectableFields)
    implements ResourceType {
  BuiltType {
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
    versions = List.copyOf(versions);
    subresources = List.copyOf(subresources);
    selectableFields = Set.copyOf(selectableFields);
  }
}

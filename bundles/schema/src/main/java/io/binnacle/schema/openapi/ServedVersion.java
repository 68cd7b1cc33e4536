package io.binnacle.schema.openapi;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;

/**
 * A version of a type that is to be shown.
 *
 * @param type the type
 * @param version one of its versions
 */
public record ServedVersion(ResourceType type, TypeVersion version) {
  GroupVersionKind kind() {
    return type.kindIn(version.name());
  }
}

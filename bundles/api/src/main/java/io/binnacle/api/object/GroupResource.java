package io.binnacle.api.object;

import java.util.Objects;

/**
 * A resource type by group and plural name.
 *
 * @param group the API group, "" for the core group
 * @param resource the plural, in lower case
 */
public record GroupResource(String group, String resource) {
  public GroupResource {
    Objects.requireNonNull(group, "group");
    if (resource.isEmpty()) {
      throw new IllegalArgumentException("a resource needs a plural name");
    }
  }

  /** As error messages write it: {@code pods}, {@code deployments.apps}. */
  @Override
  public String toString() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}

package io.binnacle.api.object;

import java.util.Objects;

/**
 * A kind in a version of a group.
 *
 * @param group the API group, "" for the core group
 * @param version such as {@code v1}
 * @param kind such as {@code Pod}
 */
public record GroupVersionKind(String group, String version, String kind) {
  public GroupVersionKind {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(kind, "kind");
  }

  /** The {@code apiVersion} field: {@code v1}, {@code apps/v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }
}

package io.binnacle.schema.ownership;

import java.util.Map;

/**
 * What ownership must know of a write.
 *
 * @param apiVersion group and version of the request, such as {@code apps/v1}
 * @param subresource the subresource written through, "" for the object itself
 * @param manager the field manager; "" counts as {@code unknown}. See {@link
 *     ManagerNames#orUserAgent}
 * @param resetFields by API version, the fields that such a write can't change ({@code status} for
 *     the object itself, all but {@code status} for that): nobody comes to own them by it
 * @param now the time, RFC 3339 in whole seconds UTC
 */
public record OwnershipRequest(
    String apiVersion,
    String subresource,
    String manager,
    Map<String, FieldSet> resetFields,
    String now) {
  public OwnershipRequest {
    resetFields = Map.copyOf(resetFields);
  }

  ManagerIdentity identity(boolean applied) {
    return named(manager, applied);
  }

  ManagerIdentity named(String name, boolean applied) {
    return new ManagerIdentity(name.isEmpty() ? "unknown" : name, applied, apiVersion, subresource);
  }

  FieldSet ignoredIn(String version) {
    return resetFields.getOrDefault(version, FieldSet.EMPTY);
  }
}

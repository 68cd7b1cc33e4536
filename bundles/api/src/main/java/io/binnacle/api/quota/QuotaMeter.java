package io.binnacle.api.quota;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.ResourceType;
import java.util.Map;
import java.util.Set;

/**
 * Tells what objects use of a ResourceQuota, whoever asks: admission before a write, a controller
 * that counts anew. A service. Thread-safe; it changes nothing it is given.
 */
public interface QuotaMeter {
  /**
   * Which of the resources in the quota's {@code spec.hard} objects of a type may use.
   *
   * @return names such as {@code pods} or {@code count/deployments.apps}; empty if the quota does
   *     not concern the type
   */
  Set<String> resources(Unstructured quota, ResourceType type);

  /**
   * What one object uses of them: quantities by resource.
   *
   * @param object in the storage version
   * @return empty if the quota's scopes leave the object out
   */
  Map<String, String> usage(Unstructured quota, ResourceType type, Unstructured object);
}

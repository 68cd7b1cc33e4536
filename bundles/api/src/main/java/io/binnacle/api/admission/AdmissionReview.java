package io.binnacle.api.admission;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.type.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * A write on its way.
 *
 * @param operation what is about to happen
 * @param context the request
 * @param type the resource type
 * @param namespace "" for cluster-wide types
 * @param name "" where it is not known yet
 * @param object the object about to be stored, in the storage version; null for a delete
 * @param previous the object as it is now; null for a create
 */
public record AdmissionReview(
    Operation operation,
    RequestContext context,
    ResourceType type,
    String namespace,
    String name,
    @Nullable Unstructured object,
    @Nullable Unstructured previous) {
  /** The kinds of write. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
  }
}

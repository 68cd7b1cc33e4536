package io.binnacle.api.registry;

import io.binnacle.api.object.Unstructured;

/**
 * What a write left behind.
 *
 * @param object the object in the version of the request
 * @param outcome what happened
 */
public record WriteResult(Unstructured object, Outcome outcome) {
  /** What a write did. */
  public enum Outcome {
    CREATED,
    UPDATED,
    /** Nothing differed, nothing was written. */
    UNCHANGED,
    DELETED,
    /** Marked with a deletionTimestamp; finalizers or a grace period keep it for now. */
    DELETING
  }
}

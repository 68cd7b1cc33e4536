package io.binnacle.api.registry;

import io.binnacle.api.object.Unstructured;
import org.jspecify.annotations.Nullable;

/**
 * What a write left behind.
 *
 * @param object the object in the version of the request
 * @param outcome what happened
 * @param json the same object as the bytes that clients get, where the store has them at hand; not
 *     to be changed
 */
public record WriteResult(Unstructured object, Outcome outcome, byte @Nullable [] json) {
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

  /** A result whose bytes have yet to be made. */
  public WriteResult(Unstructured object, Outcome outcome) {
    this(object, outcome, null);
  }
}

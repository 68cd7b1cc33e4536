package io.binnacle.api.registry;

import org.jspecify.annotations.Nullable;

/**
 * How to delete.
 *
 * @param gracePeriodSeconds null: the type's default; 0: at once
 * @param uid the uid that the object must have, null for any
 * @param resourceVersion the resourceVersion that it must have, null for any
 * @param propagationPolicy {@code Orphan}, {@code Background} or {@code Foreground}, null for the
 *     default
 */
public record DeleteOptions(
    @Nullable Long gracePeriodSeconds,
    @Nullable String uid,
    @Nullable String resourceVersion,
    @Nullable String propagationPolicy) {
  public static final DeleteOptions DEFAULT = new DeleteOptions(null, null, null, null);
}

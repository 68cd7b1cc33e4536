package io.binnacle.schema.ownership;

import io.binnacle.api.object.Unstructured;
import org.jspecify.annotations.Nullable;

/** Turns objects of a type from one of its API versions into another. */
@FunctionalInterface
public interface VersionConverter {
  /** For types that have one version only. */
  VersionConverter NONE =
      (object, apiVersion) -> object.apiVersion().equals(apiVersion) ? object : null;

  /**
   * The object in another version; may return the object itself if it is of that version already.
   * Must not change what it is given.
   *
   * @param apiVersion group and version, such as {@code apps/v1}
   * @return null if there is no such version (any more): who owned fields in it owns nothing
   */
  @Nullable Unstructured convert(Unstructured object, String apiVersion);
}

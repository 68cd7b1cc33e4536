package io.binnacle.crd.serving;

import io.binnacle.api.object.Unstructured;

/** Turns objects of one version of a definition into another. Thread-safe. */
public interface VersionConversion {
  /** Only the version's name differs: the strategy {@code None}. */
  VersionConversion RENAMING =
      (object, apiVersion) -> {
        object.set(apiVersion, "apiVersion");
        return object;
      };

  /**
   * @param object may be changed and returned
   * @param apiVersion what it is to become
   * @throws io.binnacle.api.status.StatusException if it can't
   */
  Unstructured convert(Unstructured object, String apiVersion);
}

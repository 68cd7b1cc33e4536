package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import java.util.LinkedHashMap;

/**
 * Defaults of a PodTemplateSpec, the {@code template} of Deployments and their like. Stateless;
 * applying them twice changes nothing.
 */
public final class PodTemplateDefaults {
  private PodTemplateDefaults() {}

  /**
   * Fills in what is not said.
   *
   * @param podTemplateSpec the template, with {@code metadata} and {@code spec}; changed in place
   */
  public static void apply(Unstructured podTemplateSpec) {
    podTemplateSpec.setDefault(new LinkedHashMap<>(), "metadata");
    podTemplateSpec.setDefault(new LinkedHashMap<>(), "spec");
    PodSpecDefaults.apply(Unstructured.of(podTemplateSpec.map("spec")));
  }
}

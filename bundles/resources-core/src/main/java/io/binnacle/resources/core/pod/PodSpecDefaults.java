package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.rules.Blank;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Defaults of a pod's specification, alone or in a template. Applying them twice changes nothing.
 */
public final class PodSpecDefaults {
  /** The lists of containers in a specification. */
  static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private PodSpecDefaults() {}

  public static void apply(Unstructured spec) {
    spec.items("volumes").forEach(VolumeDefaults::ofPod);
    for (String list : CONTAINERS) {
      spec.items(list).forEach(ContainerDefaults::apply);
    }
    Blank.fill(spec, "Always", "restartPolicy");
    spec.setDefault(30L, "terminationGracePeriodSeconds");
    Blank.fill(spec, "ClusterFirst", "dnsPolicy");
    serviceAccount(spec);
    spec.setDefault(new LinkedHashMap<>(), "securityContext");
    Blank.fill(spec, "default-scheduler", "schedulerName");
  }

  /** The account has an old field and a new one; the new one decides. */
  private static void serviceAccount(Unstructured spec) {
    Blank.fill(spec, spec.string("serviceAccount"), "serviceAccountName");
    String name = spec.string("serviceAccountName");
    if (name.isEmpty()) {
      spec.remove("serviceAccountName");
      spec.remove("serviceAccount");
    } else {
      spec.set(name, "serviceAccount");
    }
  }
}

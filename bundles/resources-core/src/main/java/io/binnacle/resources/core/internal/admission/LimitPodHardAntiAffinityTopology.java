package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import org.osgi.service.component.annotations.Component;

/** Lets a pod keep others off its node, but not off a whole zone. Off by default. */
@Component
public final class LimitPodHardAntiAffinityTopology implements AdmissionPlugin {
  private static final String NODE = "kubernetes.io/hostname";

  @Override
  public String name() {
    return "LimitPodHardAntiAffinityTopology";
  }

  @Override
  public int order() {
    return 350;
  }

  @Override
  public boolean isEnabledByDefault() {
    return false;
  }

  @Override
  public void validate(AdmissionReview review) {
    Unstructured pod = Pods.of(review, Operation.CREATE, Operation.UPDATE);
    if (pod == null) {
      return;
    }
    for (Unstructured term :
        pod.items(
            "spec",
            "affinity",
            "podAntiAffinity",
            "requiredDuringSchedulingIgnoredDuringExecution")) {
      String key = term.string("topologyKey");
      if (!key.equals(NODE)) {
        throw Refusals.forbidden(
            review,
            "affinity.PodAntiAffinity.RequiredDuringScheduling has TopologyKey "
                + key
                + " but only key "
                + NODE
                + " is allowed");
      }
    }
  }
}

package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.resources.core.internal.strategy.PodStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Labels a pod that is put on a node with the zone and region of the node (KEP-4742). A node that
 * is not known, or nodes that are not served, label nothing.
 */
@Component
public final class PodTopologyLabels implements AdmissionPlugin {
  private static final List<String> LABELS =
      List.of("topology.kubernetes.io/zone", "topology.kubernetes.io/region");

  @Reference(
      target = "(binnacle.resource=nodes)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ResourceStore nodes;

  @Override
  public String name() {
    return "PodTopologyLabels";
  }

  @Override
  public int order() {
    return 1200;
  }

  @Override
  public void mutate(AdmissionReview review) {
    Unstructured pod = review.object();
    String subresource = review.context().subresource();
    boolean made = review.operation() == Operation.CREATE && subresource.isEmpty();
    boolean bound =
        review.operation() == Operation.UPDATE && subresource.equals(PodStrategy.BINDING);
    if (pod == null || !review.type().resource().equals(Pods.RESOURCE) || !(made || bound)) {
      return;
    }
    String name = pod.string("spec", "nodeName");
    LocalObject node = name.isEmpty() ? null : node(name);
    if (node == null) {
      return;
    }
    for (String label : LABELS) {
      String value = node.labels().get(label);
      if (value != null) {
        pod.set(value, "metadata", "labels", label);
      }
    }
  }

  private @Nullable LocalObject node(String name) {
    ResourceStore store = nodes;
    if (store == null) {
      return null;
    }
    LocalObject node = store.cache().snapshot(ReadFreshness.ANY).get("", name);
    return node != null ? node : store.cache().snapshot(ReadFreshness.MOST_RECENT).get("", name);
  }
}

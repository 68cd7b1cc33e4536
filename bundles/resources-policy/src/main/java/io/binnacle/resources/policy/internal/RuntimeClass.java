package io.binnacle.resources.policy.internal;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Gives a pod what its RuntimeClass adds: overhead, the nodes that have the runtime, tolerations of
 * their taints. A pod whose class is not there, or that says otherwise, is refused.
 */
@Component
public final class RuntimeClass implements AdmissionPlugin {
  private static final GroupResource PODS = new GroupResource("", "pods");

  @Reference(
      target = "(binnacle.resource=runtimeclasses.node.k8s.io)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ResourceStore classes;

  @Override
  public String name() {
    return "RuntimeClass";
  }

  @Override
  public int order() {
    return 1000;
  }

  @Override
  public void mutate(AdmissionReview review) {
    Unstructured pod = pod(review);
    Unstructured found = pod == null ? null : find(pod);
    if (pod == null || found == null) {
      return;
    }
    Map<String, @Nullable Object> overhead = found.map("overhead", "podFixed");
    if (!overhead.isEmpty()) {
      Object asked = pod.get("spec", "overhead");
      if (asked != null && !asked.equals(overhead)) {
        throw rejected(pod, "Pod's Overhead doesn't match RuntimeClass's defined Overhead");
      }
      pod.set(Unstructured.copy(overhead), "spec", "overhead");
    }
    select(pod, found);
    tolerate(pod, found);
  }

  private static void select(Unstructured pod, Unstructured found) {
    Map<String, @Nullable Object> nodes = new LinkedHashMap<>(pod.map("spec", "nodeSelector"));
    found
        .map("scheduling", "nodeSelector")
        .forEach(
            (key, value) -> {
              Object own = nodes.putIfAbsent(key, value);
              if (own != null && !own.equals(value)) {
                throw StatusException.forbidden(
                    PODS,
                    pod.name(),
                    String.format(
                        "conflict: runtimeClass.scheduling.nodeSelector[%s] = %s;"
                            + " pod.spec.nodeSelector[%s] = %s",
                        key, value, key, own));
              }
            });
    if (!nodes.isEmpty()) {
      pod.set(nodes, "spec", "nodeSelector");
    }
  }

  private static void tolerate(Unstructured pod, Unstructured found) {
    List<@Nullable Object> all = new ArrayList<>(pod.list("spec", "tolerations"));
    for (Object toleration : found.list("scheduling", "tolerations")) {
      if (!all.contains(toleration)) {
        all.add(Unstructured.copy(toleration));
      }
    }
    if (!all.isEmpty()) {
      pod.set(all, "spec", "tolerations");
    }
  }

  @Override
  public void validate(AdmissionReview review) {
    Unstructured pod = pod(review);
    if (pod == null || pod.get("spec", "overhead") == null) {
      return;
    }
    Unstructured found = find(pod);
    if (found == null || found.map("overhead", "podFixed").isEmpty()) {
      throw rejected(pod, "Pod Overhead set without corresponding RuntimeClass defined Overhead");
    }
  }

  private static @Nullable Unstructured pod(AdmissionReview review) {
    return review.operation() == Operation.CREATE
            && review.type().resource().equals(PODS)
            && review.context().subresource().isEmpty()
        ? review.object()
        : null;
  }

  private @Nullable Unstructured find(Unstructured pod) {
    String name = pod.string("spec", "runtimeClassName");
    ResourceStore store = classes;
    if (name.isEmpty()) {
      return null;
    }
    LocalObject found =
        store == null ? null : store.cache().snapshot(ReadFreshness.MOST_RECENT).get("", name);
    if (store == null || found == null) {
      throw rejected(pod, "RuntimeClass \"" + name + "\" not found");
    }
    return store.translator().toTree(found);
  }

  private static StatusException rejected(Unstructured pod, String why) {
    return StatusException.forbidden(PODS, pod.name(), "pod rejected: " + why);
  }
}

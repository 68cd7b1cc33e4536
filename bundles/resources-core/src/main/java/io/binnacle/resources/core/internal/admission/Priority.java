package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Turns a pod's priority class into the number that schedulers compare. */
@Component
public final class Priority implements AdmissionPlugin {
  /** The classes that every cluster has. */
  private static final Map<String, Long> SYSTEM =
      Map.of("system-node-critical", 2000001000L, "system-cluster-critical", 2000000000L);

  private static final String PREEMPTS = "PreemptLowerPriority";

  @Override
  public String name() {
    return "Priority";
  }

  @Override
  public int order() {
    return 500;
  }

  @Override
  public void mutate(AdmissionReview review) {
    Unstructured pod = Pods.of(review, Operation.CREATE, Operation.UPDATE);
    if (pod == null) {
      return;
    }
    Unstructured previous = review.previous();
    if (previous != null) {
      keep(pod, previous, "priority");
      keep(pod, previous, "preemptionPolicy");
      return;
    }
    String className = pod.string("spec", "priorityClassName");
    Long computed = className.isEmpty() ? Long.valueOf(0) : SYSTEM.get(className);
    if (computed == null) {
      throw StatusException.forbidden(
          Pods.RESOURCE, pod.name(), "no PriorityClass with name " + className + " was found");
    }
    Object asked = pod.get("spec", "priority");
    if (asked instanceof Number number && number.longValue() != computed) {
      throw StatusException.forbidden(
          Pods.RESOURCE,
          pod.name(),
          "the integer value of priority ("
              + asked
              + ") must not be provided in pod spec; priority admission controller computed "
              + computed
              + " from the given PriorityClass name");
    }
    pod.set(computed, "spec", "priority");
    pod.setDefault(PREEMPTS, "spec", "preemptionPolicy");
  }

  private static void keep(Unstructured pod, Unstructured previous, String field) {
    Object before = previous.get("spec", field);
    if (before != null) {
      pod.setDefault(before, "spec", field);
    }
  }
}

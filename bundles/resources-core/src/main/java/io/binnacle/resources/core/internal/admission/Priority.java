package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Turns a pod's PriorityClass into the number that schedulers compare, and sees to it that only one
 * class is the default. The system's own classes are known even while classes are not served.
 */
@Component
public final class Priority implements AdmissionPlugin {
  private static final GroupResource CLASSES =
      new GroupResource("scheduling.k8s.io", "priorityclasses");

  /** The classes that every cluster has. */
  private static final Map<String, Long> SYSTEM =
      Map.of("system-node-critical", 2000001000L, "system-cluster-critical", 2000000000L);

  private static final String PREEMPTS = "PreemptLowerPriority";

  @Reference(
      target = "(binnacle.resource=priorityclasses.scheduling.k8s.io)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ResourceStore classes;

  /** What a class gives its pods. */
  private record Given(String name, long value, String preemptionPolicy) {}

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
    Given given = given(review, pod);
    if (!given.name().isEmpty()) {
      pod.set(given.name(), "spec", "priorityClassName");
    }
    Object asked = pod.get("spec", "priority");
    if (asked instanceof Number number && number.longValue() != given.value()) {
      throw mustNotBeAsked(review, "the integer value of priority", asked, given.value());
    }
    pod.set(given.value(), "spec", "priority");
    Object policy = pod.get("spec", "preemptionPolicy");
    if (policy != null && !policy.equals(given.preemptionPolicy())) {
      throw mustNotBeAsked(
          review, "the string value of PreemptionPolicy", policy, given.preemptionPolicy());
    }
    pod.set(given.preemptionPolicy(), "spec", "preemptionPolicy");
  }

  private static void keep(Unstructured pod, Unstructured previous, String field) {
    Object before = previous.get("spec", field);
    if (before != null) {
      pod.setDefault(before, "spec", field);
    }
  }

  private static StatusException mustNotBeAsked(
      AdmissionReview review, String what, Object asked, Object computed) {
    return Refusals.forbidden(
        review,
        what
            + " ("
            + asked
            + ") must not be provided in pod spec; priority admission controller computed "
            + computed
            + " from the given PriorityClass name");
  }

  private Given given(AdmissionReview review, Unstructured pod) {
    String name = pod.string("spec", "priorityClassName");
    if (name.isEmpty()) {
      Unstructured usual = usual();
      return usual == null ? new Given("", 0, PREEMPTS) : of(usual);
    }
    ResourceStore store = classes;
    if (store != null) {
      LocalObject found = store.cache().snapshot(ReadFreshness.MOST_RECENT).get("", name);
      if (found != null) {
        return of(store.translator().toTree(found));
      }
    }
    Long value = SYSTEM.get(name);
    if (value == null) {
      throw Refusals.forbidden(review, "no PriorityClass with name " + name + " was found");
    }
    return new Given(name, value, PREEMPTS);
  }

  private static Given of(Unstructured found) {
    String policy = found.string("preemptionPolicy");
    return new Given(found.name(), found.number(0, "value"), policy.isEmpty() ? PREEMPTS : policy);
  }

  /** The default class; of several, which storage may hold from elsewhere, the lowest. */
  private @Nullable Unstructured usual() {
    ResourceStore store = classes;
    if (store == null) {
      return null;
    }
    Unstructured lowest = null;
    for (LocalObject stored : store.cache().snapshot(ReadFreshness.MOST_RECENT).list("", "")) {
      Unstructured tree = store.translator().toTree(stored);
      if (tree.bool("globalDefault")
          && (lowest == null || tree.number(0, "value") < lowest.number(0, "value"))) {
        lowest = tree;
      }
    }
    return lowest;
  }

  @Override
  public void validate(AdmissionReview review) {
    Unstructured object = review.object();
    if (object == null
        || !review.type().resource().equals(CLASSES)
        || !object.bool("globalDefault")) {
      return;
    }
    Unstructured usual = usual();
    if (usual != null && !usual.name().equals(object.name())) {
      throw StatusException.forbidden(
          CLASSES,
          object.name(),
          "PriorityClass "
              + usual.name()
              + " is already marked as default. Only one default can exist");
    }
  }
}

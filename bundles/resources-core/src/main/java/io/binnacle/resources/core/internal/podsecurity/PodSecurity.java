package io.binnacle.resources.core.internal.podsecurity;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.resources.core.internal.admission.LatelyWritten;
import io.binnacle.resources.core.internal.admission.Refusals;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Holds pods to the standard that their namespace's labels name, and warns of templates whose pods
 * would break it. A namespace without such labels costs a look at its labels. While namespaces are
 * not served, nothing is refused.
 */
@Component
public final class PodSecurity implements AdmissionPlugin {
  private static final GroupResource PODS = new GroupResource("", "pods");
  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");

  /** Ways to a pod that can't change what it may do. */
  private static final Set<String> HARMLESS =
      Set.of("exec", "attach", "binding", "eviction", "log", "portforward", "proxy", "status");

  private final LatelyWritten relabelled = new LatelyWritten();

  @Reference(
      target = "(binnacle.resource=namespaces)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ResourceStore namespaces;

  @Reference(
      target = "(binnacle.resource=pods)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ResourceStore pods;

  @Override
  public String name() {
    return "PodSecurity";
  }

  @Override
  public int order() {
    return 450;
  }

  @Override
  public void validate(AdmissionReview review) {
    Unstructured object = review.object();
    boolean written =
        review.operation() == Operation.CREATE || review.operation() == Operation.UPDATE;
    if (object == null || !written) {
      return;
    }
    GroupResource resource = review.type().resource();
    String subresource = review.context().subresource();
    if (resource.equals(PODS)) {
      if (!HARMLESS.contains(subresource)) {
        pod(review, object);
      }
    } else if (subresource.isEmpty() && resource.equals(NAMESPACES)) {
      namespace(review, object);
    } else if (subresource.isEmpty() && PodTemplates.areIn(resource)) {
      template(review, object);
    }
  }

  private void pod(AdmissionReview review, Unstructured pod) {
    NamespacePolicy policy = policy(review.namespace());
    Unstructured previous = review.previous();
    if (policy.isPrivileged() || (previous != null && !PodChange.isSignificant(pod, previous))) {
      return;
    }
    PodParts parts = PodParts.of(pod);
    List<Violation> violations = Standards.violations(policy.enforce(), parts);
    if (!violations.isEmpty()) {
      throw Refusals.forbidden(
          review, "violates PodSecurity \"" + policy.enforce() + "\": " + told(violations));
    }
    warn(review, policy.warn(), parts);
  }

  private void template(AdmissionReview review, Unstructured object) {
    Policy warn = policy(review.namespace()).warn();
    Unstructured template =
        warn.isPrivileged() ? null : PodTemplates.of(review.type().resource(), object);
    if (template != null) {
      warn(review, warn, PodParts.of(template));
    }
  }

  private static void warn(AdmissionReview review, Policy policy, PodParts parts) {
    List<Violation> violations = Standards.violations(policy, parts);
    if (!violations.isEmpty()) {
      review
          .context()
          .warnings()
          .accept("would violate PodSecurity \"" + policy + "\": " + told(violations));
    }
  }

  private static String told(List<Violation> violations) {
    return violations.stream().map(Violation::toString).collect(Collectors.joining(", "));
  }

  private NamespacePolicy policy(String name) {
    ResourceStore store = namespaces;
    if (store == null) {
      return NamespacePolicy.of(java.util.Map.of());
    }
    LocalObject found = relabelled.snapshot(store, name).get("", name);
    if (found == null) {
      found = store.cache().snapshot(ReadFreshness.MOST_RECENT).get("", name);
    }
    return NamespacePolicy.of(found == null ? java.util.Map.of() : found.labels());
  }

  private void namespace(AdmissionReview review, Unstructured namespace) {
    NamespacePolicy now = NamespacePolicy.of(namespace.labels());
    Unstructured previous = review.previous();
    NamespacePolicy before =
        NamespacePolicy.of(previous == null ? java.util.Map.of() : previous.labels());
    if (!now.errors().isEmpty() && !texts(now).equals(texts(before))) {
      throw StatusException.invalid(
          review.type().kindIn(review.context().version()), namespace.name(), now.errors());
    }
    if (previous == null || now.equals(before)) {
      return;
    }
    relabelled.note(namespace.name());
    boolean looser =
        now.enforce().version().equals(before.enforce().version())
            && now.enforce().level().compareTo(before.enforce().level()) <= 0;
    ResourceStore store = pods;
    if (store != null && !now.enforce().isPrivileged() && !looser) {
      ExistingPods.warnings(store, namespace.name(), now.enforce())
          .forEach(review.context().warnings());
    }
  }

  private static List<String> texts(NamespacePolicy policy) {
    return policy.errors().stream().map(error -> error.text()).toList();
  }
}

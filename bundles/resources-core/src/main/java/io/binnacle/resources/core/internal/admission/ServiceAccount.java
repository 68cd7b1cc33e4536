package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.translate.LocalObject;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Gives every pod an account, which must exist, and its token. While service accounts are not
 * served, pods are refused.
 */
@Component
public final class ServiceAccount implements AdmissionPlugin {
  private static final String MIRROR = "kubernetes.io/config.mirror";

  private final ServiceAccountToken token = new ServiceAccountToken();

  @Reference(
      target = "(binnacle.resource=serviceaccounts)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ResourceStore accounts;

  @Override
  public String name() {
    return "ServiceAccount";
  }

  @Override
  public int order() {
    return 300;
  }

  @Override
  public void mutate(AdmissionReview review) {
    Unstructured pod = Pods.of(review, Operation.CREATE);
    if (pod == null || pod.annotations().containsKey(MIRROR)) {
      return;
    }
    String name = pod.string("spec", "serviceAccountName");
    if (name.isEmpty()) {
      name = "default";
      pod.set(name, "spec", "serviceAccountName");
      pod.set(name, "spec", "serviceAccount");
    }
    Unstructured account = find(review, name);
    if (automounts(pod, account)) {
      token.mount(pod);
    }
    if (pod.list("spec", "imagePullSecrets").isEmpty()
        && !account.list("imagePullSecrets").isEmpty()) {
      pod.set(Unstructured.copy(account.list("imagePullSecrets")), "spec", "imagePullSecrets");
    }
  }

  private static boolean automounts(Unstructured pod, Unstructured account) {
    Object asked = pod.get("spec", "automountServiceAccountToken");
    Object usual = asked != null ? asked : account.get("automountServiceAccountToken");
    return !Boolean.FALSE.equals(usual);
  }

  private Unstructured find(AdmissionReview review, String name) {
    String namespace = review.namespace();
    ResourceStore store = accounts;
    if (store == null) {
      throw Refusals.forbidden(review, "not yet ready to handle request");
    }
    LocalObject found = store.cache().snapshot(ReadFreshness.MOST_RECENT).get(namespace, name);
    if (found == null) {
      throw Refusals.forbidden(
          review,
          "error looking up service account "
              + namespace
              + "/"
              + name
              + ": serviceaccount \""
              + name
              + "\" not found");
    }
    return store.translator().toTree(found);
  }
}

package io.binnacle.resources.storage.internal;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.schema.Quantity;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Lets a claim ask for more storage only once it is bound, and only where its class can give it.
 * While classes are not served, none can.
 */
@Component
public final class PersistentVolumeClaimResize implements AdmissionPlugin {
  private static final GroupResource CLAIMS = new GroupResource("", "persistentvolumeclaims");
  private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";

  @Reference(
      target = "(binnacle.resource=storageclasses.storage.k8s.io)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ResourceStore classes;

  @Override
  public String name() {
    return "PersistentVolumeClaimResize";
  }

  @Override
  public int order() {
    return 900;
  }

  @Override
  public void validate(AdmissionReview review) {
    Unstructured claim = review.object();
    Unstructured previous = review.previous();
    if (review.operation() != Operation.UPDATE
        || claim == null
        || previous == null
        || !review.type().resource().equals(CLAIMS)
        || !review.context().subresource().isEmpty()
        || storage(claim).compareTo(storage(previous)) <= 0) {
      return;
    }
    if (!previous.string("status", "phase").equals("Bound")) {
      throw StatusException.forbidden(
          CLAIMS, claim.name(), "Only bound persistent volume claims can be expanded");
    }
    if (!canGrow(claim, previous)) {
      throw StatusException.forbidden(
          CLAIMS,
          claim.name(),
          "only dynamically provisioned pvc can be resized and the storageclass that provisions the"
              + " pvc must support resize");
    }
  }

  private static Quantity storage(Unstructured claim) {
    String text = claim.string("spec", "resources", "requests", "storage");
    return text.isEmpty() ? Quantity.ZERO : Quantity.parse(text);
  }

  private boolean canGrow(Unstructured claim, Unstructured previous) {
    String name = storageClass(claim);
    ResourceStore store = classes;
    if (store == null || name.isEmpty() || !name.equals(storageClass(previous))) {
      return false;
    }
    LocalObject found = store.cache().snapshot(ReadFreshness.MOST_RECENT).get("", name);
    return found != null && store.translator().toTree(found).bool("allowVolumeExpansion");
  }

  private static String storageClass(Unstructured claim) {
    String old = claim.annotations().getOrDefault(OLD_CLASS, "");
    return old.isEmpty() ? claim.string("spec", "storageClassName") : old;
  }
}

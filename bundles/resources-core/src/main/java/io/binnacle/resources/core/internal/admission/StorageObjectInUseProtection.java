package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Keeps volumes, claims and classes that are in use from going: a finalizer tells when they may.
 */
@Component
public final class StorageObjectInUseProtection implements AdmissionPlugin {
  @Override
  public String name() {
    return "StorageObjectInUseProtection";
  }

  @Override
  public int order() {
    return 800;
  }

  @Override
  public void mutate(AdmissionReview review) {
    Unstructured object = review.object();
    if (review.operation() != Operation.CREATE || object == null) {
      return;
    }
    String finalizer =
        switch (review.type().resource().toString()) {
          case "persistentvolumes" -> "kubernetes.io/pv-protection";
          case "persistentvolumeclaims" -> "kubernetes.io/pvc-protection";
          case "volumeattributesclasses.storage.k8s.io" -> "kubernetes.io/vac-protection";
          default -> "";
        };
    if (finalizer.isEmpty() || object.finalizers().contains(finalizer)) {
      return;
    }
    List<Object> finalizers = new ArrayList<>(object.finalizers());
    finalizers.add(finalizer);
    object.set(finalizers, "metadata", "finalizers");
  }
}

package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.amounts.Amounts;
import io.binnacle.schema.Quantity;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Counts PersistentVolumeClaims and their storage, altogether and by storage class. */
final class ClaimEvaluator implements Evaluator {
  private static final String COUNT = "count/persistentvolumeclaims";
  private static final String CLAIMS = "persistentvolumeclaims";
  private static final String STORAGE = "requests.storage";
  private static final String OF_CLASS = ".storageclass.storage.k8s.io/";
  private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";

  @Override
  public boolean handles(AdmissionReview review) {
    if (review.operation() == Operation.DELETE) {
      return false;
    }
    return switch (review.context().subresource()) {
      case "" -> true;
      case "status" -> holdsOther(review);
      default -> false;
    };
  }

  private static boolean holdsOther(AdmissionReview review) {
    Unstructured now = review.object();
    Unstructured before = review.previous();
    return now != null
        && before != null
        && (!Objects.equals(
                now.get("status", "allocatedResources"), before.get("status", "allocatedResources"))
            || !attributeClasses(now).equals(attributeClasses(before)));
  }

  @Override
  public boolean uses(String resource) {
    return resource.equals(COUNT)
        || resource.equals(CLAIMS)
        || resource.equals(STORAGE)
        || resource.endsWith(OF_CLASS + CLAIMS)
        || resource.endsWith(OF_CLASS + STORAGE);
  }

  @Override
  public boolean isIn(ScopeTerm term, Unstructured claim) {
    if (!term.scope().equals("VolumeAttributesClass")) {
      return false;
    }
    Set<String> classes = attributeClasses(claim);
    return classes.isEmpty() ? term.holds("") : classes.stream().anyMatch(term::holds);
  }

  /** The classes that the volume has, is to have or was to have. */
  private static Set<String> attributeClasses(Unstructured claim) {
    Set<String> names = new TreeSet<>();
    names.add(claim.string("spec", "volumeAttributesClassName"));
    names.add(claim.string("status", "currentVolumeAttributesClassName"));
    names.add(claim.string("status", "modifyVolumeStatus", "targetVolumeAttributesClassName"));
    names.remove("");
    return names;
  }

  @Override
  public Amounts usage(Unstructured claim) {
    String old = claim.annotations().getOrDefault(OLD_CLASS, "");
    String storageClass = old.isEmpty() ? claim.string("spec", "storageClassName") : old;
    Amounts used = Amounts.of(COUNT, 1).plus(both(storageClass, CLAIMS, Quantity.of(1)));
    Amounts requests = Amounts.of(claim.map("spec", "resources", "requests"));
    Quantity storage = requests.get("storage");
    if (storage == null) {
      return used;
    }
    Amounts allocated = Amounts.of(claim.map("status", "allocatedResources"));
    Quantity larger = requests.max(allocated).orZero("storage");
    Quantity whole = Quantity.of(larger.value());
    return used.plus(both(storageClass, STORAGE, whole.equals(larger) ? larger : whole));
  }

  private static Amounts both(String storageClass, String resource, Quantity amount) {
    Amounts all = Amounts.of(resource, amount);
    return storageClass.isEmpty()
        ? all
        : all.plus(Amounts.of(storageClass + OF_CLASS + resource, amount));
  }
}

package io.binnacle.resources.storage.internal;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Gives a claim that names no class the default one: the newest of those annotated so. While
 * classes are not served, it leaves claims as they are.
 */
@Component
public final class DefaultStorageClass implements AdmissionPlugin {
  private static final List<String> DEFAULT =
      List.of(
          "storageclass.kubernetes.io/is-default-class",
          "storageclass.beta.kubernetes.io/is-default-class");
  private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";

  @Reference(
      target = "(binnacle.resource=storageclasses.storage.k8s.io)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ResourceStore classes;

  @Override
  public String name() {
    return "DefaultStorageClass";
  }

  @Override
  public int order() {
    return 700;
  }

  @Override
  public void mutate(AdmissionReview review) {
    Unstructured claim = review.object();
    ResourceStore store = classes;
    if (review.operation() != Operation.CREATE
        || claim == null
        || store == null
        || !review.type().resource().toString().equals("persistentvolumeclaims")
        || claim.get("spec", "storageClassName") != null
        || claim.annotations().containsKey(OLD_CLASS)) {
      return;
    }
    String name =
        choose(
            store.cache().snapshot(ReadFreshness.MOST_RECENT).list("", "").stream()
                .map(store.translator()::toTree)
                .toList());
    if (!name.isEmpty()) {
      claim.set(name, "spec", "storageClassName");
    }
  }

  static boolean isDefault(Unstructured storageClass) {
    return DEFAULT.stream().anyMatch(key -> "true".equals(storageClass.annotations().get(key)));
  }

  /** The name of the default class: of several the newest, of these the first by name; or "". */
  static String choose(List<Unstructured> classes) {
    return classes.stream()
        .filter(DefaultStorageClass::isDefault)
        .min(
            Comparator.comparing(
                    (Unstructured object) -> object.string("metadata", "creationTimestamp"))
                .reversed()
                .thenComparing(Unstructured::name))
        .map(Unstructured::name)
        .orElse("");
  }
}

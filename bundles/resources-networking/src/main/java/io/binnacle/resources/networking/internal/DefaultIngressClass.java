package io.binnacle.resources.networking.internal;

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
 * Gives an ingress that names no class the default one: the newest of those annotated so. While
 * classes are not served, it leaves ingresses as they are.
 */
@Component
public final class DefaultIngressClass implements AdmissionPlugin {
  private static final String DEFAULT = "ingressclass.kubernetes.io/is-default-class";

  @Reference(
      target = "(binnacle.resource=ingressclasses.networking.k8s.io)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ResourceStore classes;

  @Override
  public String name() {
    return "DefaultIngressClass";
  }

  @Override
  public int order() {
    return 1100;
  }

  @Override
  public void mutate(AdmissionReview review) {
    Unstructured ingress = review.object();
    ResourceStore store = classes;
    if (review.operation() != Operation.CREATE
        || ingress == null
        || store == null
        || !review.type().resource().toString().equals("ingresses.networking.k8s.io")
        || ingress.get("spec", "ingressClassName") != null
        || ingress.annotations().containsKey(IngressStrategy.CLASS_ANNOTATION)) {
      return;
    }
    String name =
        choose(
            store.cache().snapshot(ReadFreshness.MOST_RECENT).list("", "").stream()
                .map(store.translator()::toTree)
                .toList());
    if (!name.isEmpty()) {
      ingress.set(name, "spec", "ingressClassName");
    }
  }

  /** The name of the default class: of several the newest, of these the first by name; or "". */
  static String choose(List<Unstructured> classes) {
    return classes.stream()
        .filter(object -> "true".equals(object.annotations().get(DEFAULT)))
        .min(
            Comparator.comparing(
                    (Unstructured object) -> object.string("metadata", "creationTimestamp"))
                .reversed()
                .thenComparing(Unstructured::name))
        .map(Unstructured::name)
        .orElse("");
  }
}

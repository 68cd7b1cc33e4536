package com.example.imagepolicy;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Changes and refuses pods, another bundle's type, as the policies say. */
@Component
public final class ImageAdmission implements AdmissionPlugin {
  /** Null until the type is served, and again when it has gone; then pods pass as they are. */
  @Reference(
      target = "(binnacle.resource=" + ImagePolicyType.RESOURCE + ")",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  private volatile ResourceStore store;

  @Override
  public String name() {
    return "ImagePolicyExample";
  }

  @Override
  public int order() {
    return 1500;
  }

  @Override
  public void mutate(AdmissionReview review) {
    if (isPod(review)) {
      policies(store).stream()
          .map(policy -> policy.string("spec", "defaultRegistry"))
          .filter(registry -> !registry.isEmpty())
          .findFirst()
          .ifPresent(registry -> qualify(review.object(), registry));
    }
  }

  @Override
  public void validate(AdmissionReview review) {
    List<Unstructured> policies = isPod(review) ? policies(store) : List.of();
    if (policies.isEmpty()) {
      return;
    }
    Set<String> allowed = new LinkedHashSet<>();
    policies.forEach(
        policy ->
            policy.list("spec", "registries").forEach(host -> allowed.add(String.valueOf(host))));
    containers(review.object())
        .map(container -> container.string("image"))
        .filter(image -> !allowed.contains(registry(image)))
        .findFirst()
        .ifPresent(
            image -> {
              throw StatusException.forbidden(
                  review.type().resource(),
                  review.name(),
                  "image \"" + image + "\" is not from one of " + String.join(", ", allowed));
            });
  }

  private static boolean isPod(AdmissionReview review) {
    return review.type().resource().toString().equals("pods")
        && review.object() != null
        && review.context().subresource().isEmpty();
  }

  /** From memory: a write waits for nobody. */
  private static List<Unstructured> policies(ResourceStore store) {
    return store == null
        ? List.of()
        : store.cache().snapshot(ReadFreshness.ANY).list("", "").stream()
            .map(store.translator()::toTree)
            .toList();
  }

  static void qualify(Unstructured pod, String registry) {
    containers(pod)
        .filter(container -> registry(container.string("image")).isEmpty())
        .forEach(container -> container.set(registry + "/" + container.string("image"), "image"));
  }

  private static Stream<Unstructured> containers(Unstructured pod) {
    return Stream.concat(
        pod.items("spec", "initContainers").stream(), pod.items("spec", "containers").stream());
  }

  /** What stands before the first slash, if it looks like a host. */
  static String registry(String image) {
    String first = image.substring(0, Math.max(0, image.indexOf('/')));
    return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : "";
  }
}

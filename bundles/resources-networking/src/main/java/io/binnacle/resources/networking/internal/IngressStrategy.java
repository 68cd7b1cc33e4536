package io.binnacle.resources.networking.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ingresses. Their status is the business of whoever implements them. */
final class IngressStrategy implements Strategy {
  /** What named the class before {@code spec.ingressClassName} did. */
  static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("loadBalancer", new LinkedHashMap<String, @Nullable Object>());
    object.set(status, "status");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>(IngressRules.specProblems(object));
    String annotated = object.annotations().get(CLASS_ANNOTATION);
    Object named = object.get("spec", "ingressClassName");
    if (annotated != null && named != null && !annotated.equals(named)) {
      errors.add(
          FieldError.invalid(
              "annotations." + CLASS_ANNOTATION,
              annotated,
              "must match `ingressClassName` when both are specified"));
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    return context.subresource().equals("status")
        ? statusProblems(object)
        : IngressRules.specProblems(object);
  }

  private static List<FieldError> statusProblems(Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    List<Unstructured> balancers = object.items("status", "loadBalancer", "ingress");
    for (int i = 0; i < balancers.size(); i++) {
      String path = "status.loadBalancer.ingress[" + i + "]";
      String ip = balancers.get(i).string("ip");
      String host = balancers.get(i).string("hostname");
      if (!ip.isEmpty()) {
        errors.addAll(Addresses.problems(ip, path + ".ip"));
      }
      if (!host.isEmpty()) {
        if (Addresses.parse(host) != null) {
          errors.add(
              FieldError.invalid(
                  path + ".hostname", host, "must be a DNS name, not an IP address"));
        }
        errors.addAll(References.subdomain(host, path + ".hostname"));
      }
    }
    return errors;
  }

  /** Only on create: an object that is there already has a resourceVersion. */
  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    return object.resourceVersion().isEmpty() && object.annotations().containsKey(CLASS_ANNOTATION)
        ? List.of(
            "annotation \""
                + CLASS_ANNOTATION
                + "\" is deprecated, please use 'spec.ingressClassName' instead")
        : List.of();
  }
}

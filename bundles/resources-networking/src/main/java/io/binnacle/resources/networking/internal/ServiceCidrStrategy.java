package io.binnacle.resources.networking.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ServiceCIDRs: a range for each family of addresses; a second family may come and go. */
final class ServiceCidrStrategy implements Strategy {
  private static final String CIDRS = "spec.cidrs";

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(new LinkedHashMap<>(), "status");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<?> cidrs = object.list("spec", "cidrs");
    if (cidrs.isEmpty()) {
      return List.of(FieldError.required(CIDRS, "at least one CIDR required"));
    }
    if (cidrs.size() > 2) {
      return List.of(
          FieldError.invalid(CIDRS, Map.of("CIDRs", cidrs), "may only hold up to 2 values"));
    }
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < cidrs.size(); i++) {
      errors.addAll(Network.strictProblems(String.valueOf(cidrs.get(i)), CIDRS + "[" + i + "]"));
    }
    if (errors.isEmpty() && cidrs.size() == 2 && isV6(cidrs.get(0)) == isV6(cidrs.get(1))) {
      errors.add(
          FieldError.invalid(
              CIDRS,
              cidrs,
              "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and"
                  + " 2001:db8::/64"));
    }
    return errors;
  }

  private static boolean isV6(Object cidr) {
    return Addresses.isV6(String.valueOf(cidr));
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    if (context.subresource().equals("status")) {
      return List.of();
    }
    List<FieldError> errors = new ArrayList<>();
    List<?> cidrs = object.list("spec", "cidrs");
    List<?> before = previous.list("spec", "cidrs");
    boolean grows = before.size() == 1 && cidrs.size() == 2;
    if (cidrs.size() != before.size() && !grows) {
      return List.of(FieldError.invalid(CIDRS, object.get("spec", "cidrs"), "field is immutable"));
    }
    for (int i = 0; i < Math.min(cidrs.size(), before.size()); i++) {
      if (!cidrs.get(i).equals(before.get(i))) {
        errors.add(FieldError.invalid(CIDRS + "[" + i + "]", cidrs.get(i), "field is immutable"));
      }
    }
    if (grows) {
      errors.addAll(validate(context, object));
    }
    return errors;
  }
}

package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Services: given an address and ports when they are made, and keeping them while they live. */
public final class ServiceStrategy implements Strategy {
  private static final GroupVersionKind KIND = new GroupVersionKind("", "v1", "Service");
  private static final Unstructured NOTHING = new Unstructured(Map.of());

  private final ServiceAllocations allocations;
  private final ServiceAssignment assignment;

  public ServiceStrategy(ServiceAllocations allocations) {
    this.allocations = allocations;
    this.assignment = new ServiceAssignment(allocations);
  }

  @Override
  public void applyDefaults(Unstructured object) {
    ServiceDefaults.apply(object);
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(new LinkedHashMap<>(), "status");
    object.set(new LinkedHashMap<>(), "status", "loadBalancer");
    Unstructured spec = Unstructured.of(object.map("spec"));
    ServiceCarryOver.clusterIps(spec, NOTHING);
    if (ServiceValidation.validate(object).isEmpty()) {
      refuse(object, assignment.assign(object, NOTHING, context.dryRun()));
    }
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    if (!context.subresource().isEmpty()) {
      return;
    }
    ServiceCarryOver.apply(
        Unstructured.of(object.map("spec")), new Unstructured(previous.map("spec")));
    if (validateUpdate(context, object, previous).isEmpty()) {
      refuse(object, assignment.assign(object, previous, context.dryRun()));
    }
  }

  private static void refuse(Unstructured object, List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw StatusException.invalid(KIND, object.name(), errors);
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    return ServiceValidation.validate(object);
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    if (context.subresource().equals("status")) {
      return List.of();
    }
    List<FieldError> errors = new ArrayList<>();
    ServiceChanges.check(errors, object, previous);
    errors.addAll(ServiceValidation.validate(object));
    return errors;
  }

  @Override
  public @Nullable String checkName(String name, boolean generatePrefix) {
    return DnsLabel.problem(name, generatePrefix);
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    return ServiceWarnings.of(object);
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    return Map.of(
        "spec.clusterIP", object.string("spec", "clusterIP"),
        "spec.type", object.string("spec", "type"));
  }

  @Override
  public void afterDelete(RequestContext context, Unstructured object) {
    if (!context.dryRun()) {
      allocations.release(object);
    }
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }

  @Override
  public boolean allowsCreateOnUpdate() {
    return true;
  }
}

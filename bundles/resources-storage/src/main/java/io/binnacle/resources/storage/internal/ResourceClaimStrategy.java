package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** ResourceClaims: what devices are wanted, which never changes, and which were given. */
final class ResourceClaimStrategy implements Strategy {
  private static final String RESERVED = "status.reservedFor";
  private static final int MAX_RESERVED = 256;

  private final AdminAccess admin;
  private final ClaimRules rules;
  private final StructType spec;

  /**
   * @param spec the structure of the specification
   */
  ResourceClaimStrategy(AdminAccess admin, ClaimRules rules, StructType spec) {
    this.admin = admin;
    this.rules = rules;
    this.spec = spec;
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    ClaimRules.applyDefaults(new Unstructured(object.map("spec")));
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(new LinkedHashMap<>(), "status");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors =
        new ArrayList<>(rules.problems(new Unstructured(object.map("spec")), "spec"));
    errors.addAll(
        admin.problems(
            object.namespace(),
            object.items("spec", "devices", "requests"),
            "spec.devices.requests"));
    return errors;
  }

  @Override
  public Set<String> resetFields(String subresource) {
    return subresource.equals("status") ? Set.of("metadata") : Set.of();
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    if (context.subresource().equals("status")) {
      return statusProblems(object, previous);
    }
    return Objects.equals(object.get("spec"), previous.get("spec"))
        ? List.of()
        : List.of(
            FieldError.invalid("spec", QuotedForm.of(spec, object.map("spec")), Rules.IMMUTABLE));
  }

  private static List<FieldError> statusProblems(Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>();
    Object allocation = object.get("status", "allocation");
    Object before = previous.get("status", "allocation");
    if (allocation != null && before != null && !allocation.equals(before)) {
      errors.add(FieldError.invalid("status.allocation", allocation, Rules.IMMUTABLE));
    }
    List<Unstructured> consumers = object.items("status", "reservedFor");
    if (consumers.size() > MAX_RESERVED) {
      errors.add(FieldError.tooMany(RESERVED, consumers.size(), MAX_RESERVED));
    }
    Set<String> uids = new HashSet<>();
    for (int i = 0; i < consumers.size(); i++) {
      String path = RESERVED + "[" + i + "]";
      for (String field : List.of("resource", "name", "uid")) {
        if (consumers.get(i).string(field).isEmpty()) {
          errors.add(FieldError.required(path + "." + field, ""));
        }
      }
      String uid = consumers.get(i).string("uid");
      if (!uids.add(uid)) {
        errors.add(FieldError.duplicate(path + ".uid", uid));
      }
    }
    if (!consumers.isEmpty() && allocation == null) {
      errors.add(
          FieldError.forbidden(RESERVED, "may not be specified when `allocated` is not set"));
    }
    return errors;
  }
}

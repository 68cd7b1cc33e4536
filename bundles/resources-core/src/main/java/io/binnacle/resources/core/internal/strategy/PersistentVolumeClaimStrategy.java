package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.internal.diff.SpecDiff;
import io.binnacle.resources.core.internal.rules.Quantity;
import io.binnacle.resources.core.pod.ClaimSpecValidation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PersistentVolumeClaims: what they ask for stays, but a bound claim may ask for more space. */
public final class PersistentVolumeClaimStrategy implements Strategy {
  private static final Unstructured NOTHING = new Unstructured(Map.of());

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec", "resources");
    object.setDefault("Filesystem", "spec", "volumeMode");
    for (String source : List.of("dataSource", "dataSourceRef")) {
      if (object.get("spec", source) instanceof Map<?, ?> map) {
        Unstructured.of(map).content().putIfAbsent("apiGroup", null);
      }
    }
    object.setDefault("Pending", "status", "phase");
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(new LinkedHashMap<>(Map.of("phase", "Pending")), "status");
    DataSources.settle(new Unstructured(object.map("spec")), NOTHING);
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    if (context.subresource().isEmpty()) {
      DataSources.settle(
          new Unstructured(object.map("spec")), new Unstructured(previous.map("spec")));
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    ClaimSpecValidation.check(errors, new Unstructured(object.map("spec")), "spec");
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    if (context.subresource().equals("status")) {
      return List.of();
    }
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    Unstructured was = new Unstructured(previous.map("spec")).deepCopy();
    Unstructured fixed = fixed(object, was, previous.string("status", "phase").equals("Bound"));
    if (was.string("volumeName").isEmpty()) {
      was.set(fixed.string("volumeName"), "volumeName");
      fixed.set(fixed.string("volumeName"), "volumeName");
    }
    if (!fixed.equals(was)) {
      errors.add(
          FieldError.forbidden(
              "spec",
              "spec is immutable after creation except resources.requests and"
                  + " volumeAttributesClassName for bound claims\n"
                  + SpecDiff.ofClaims(was.content(), fixed.content())));
    }
    Quantity size = storage(object);
    if (size.compareTo(storage(previous)) < 0
        && size.compareTo(Quantity.of(previous.get("status", "capacity", "storage"))) <= 0) {
      errors.add(
          FieldError.forbidden(
              "spec.resources.requests.storage", "field can not be less than status.capacity"));
    }
    String mode = object.string("spec", "volumeMode");
    if (!mode.equals(previous.string("spec", "volumeMode"))) {
      errors.add(FieldError.invalid("volumeMode", mode, "field is immutable"));
    }
    attributesClass(errors, object, previous);
    return errors;
  }

  /** Once volumes have been made by a class they are of one. */
  private static void attributesClass(
      List<FieldError> errors, Unstructured object, Unstructured previous) {
    if (previous.get("status", "currentVolumeAttributesClassName") == null) {
      return;
    }
    Object now = object.get("spec", "volumeAttributesClassName");
    boolean removed = previous.get("spec", "volumeAttributesClassName") != null && now == null;
    if (removed || "".equals(now)) {
      errors.add(
          FieldError.forbidden(
              "spec.volumeAttributesClassName",
              "update to "
                  + (removed ? "nil" : "empty string")
                  + " is forbidden when status.currentVolumeAttributesClassName is not nil"));
    }
  }

  private static Quantity storage(Unstructured claim) {
    return Quantity.of(claim.get("spec", "resources", "requests", "storage"));
  }

  /** The new specification with the old state of what may change now. */
  private static Unstructured fixed(Unstructured claim, Unstructured before, boolean bound) {
    Unstructured spec = new Unstructured(claim.map("spec")).deepCopy();
    if (before.get("storageClassName") == null) {
      spec.remove("storageClassName");
    }
    if (bound) {
      if (spec.get("resources", "requests") != null) {
        spec.set(
            before.get("resources", "requests", "storage"), "resources", "requests", "storage");
      }
      restore(spec, before, "volumeAttributesClassName");
    }
    return spec;
  }

  private static void restore(Unstructured spec, Unstructured before, String field) {
    spec.remove(field);
    if (before.get(field) != null) {
      spec.set(before.get(field), field);
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
}

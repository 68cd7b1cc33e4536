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
    pairSources(object);
  }

  /** The old field and the new one for the source of the data say the same. */
  private static void pairSources(Unstructured object) {
    Object old = object.get("spec", "dataSource");
    Object now = object.get("spec", "dataSourceRef");
    if (old != null && now == null) {
      object.set(Unstructured.copy(old), "spec", "dataSourceRef");
    } else if (old == null
        && now != null
        && object.string("spec", "dataSourceRef", "namespace").isEmpty()) {
      object.set(Unstructured.copy(now), "spec", "dataSource");
    }
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    if (context.subresource().isEmpty()) {
      pairSources(object);
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
    boolean bound = previous.string("status", "phase").equals("Bound");
    Unstructured fixed = fixed(object, previous, bound);
    Unstructured was = fixed(previous, previous, bound);
    if (!fixed.equals(was)) {
      errors.add(
          FieldError.forbidden(
              "spec",
              "spec is immutable after creation except resources.requests and"
                  + " volumeAttributesClassName for bound claims\n"
                  + SpecDiff.ofClaims(was.content(), fixed.content())));
    } else if (bound && storage(object).compareTo(storage(previous)) < 0) {
      errors.add(
          FieldError.forbidden(
              "spec.resources.requests.storage", "field can not be less than status.capacity"));
    }
    return errors;
  }

  private static Quantity storage(Unstructured claim) {
    return Quantity.of(claim.get("spec", "resources", "requests", "storage"));
  }

  /** The specification without what may change now. */
  private static Unstructured fixed(Unstructured claim, Unstructured before, boolean bound) {
    Unstructured spec = new Unstructured(claim.map("spec")).deepCopy();
    if (before.string("spec", "volumeName").isEmpty()) {
      spec.remove("volumeName");
    }
    if (before.get("spec", "storageClassName") == null) {
      spec.remove("storageClassName");
    }
    if (bound) {
      spec.set(
          before.get("spec", "resources", "requests", "storage"),
          "resources",
          "requests",
          "storage");
      spec.remove("volumeAttributesClassName");
    }
    return spec;
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

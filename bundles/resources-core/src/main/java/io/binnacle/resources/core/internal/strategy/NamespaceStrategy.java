package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import io.binnacle.resources.core.internal.rules.LabelRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Namespaces: they stay, Terminating, until the finalizers in {@code spec} are gone, which only the
 * path {@code finalize} can take away.
 */
public final class NamespaceStrategy implements Strategy {
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";
  private static final String KUBERNETES = "kubernetes";
  private static final Set<String> STANDARD = Set.of(KUBERNETES, "orphan", "foregroundDeletion");

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec");
    if (object.list("spec", "finalizers").isEmpty()) {
      object.remove("spec", "finalizers");
    }
    labelWithName(object);
  }

  private static void labelWithName(Unstructured object) {
    if (!object.name().isEmpty()) {
      object.set(object.name(), "metadata", "labels", NAME_LABEL);
    }
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    labelWithName(object);
    List<@Nullable Object> finalizers = new ArrayList<>(object.list("spec", "finalizers"));
    if (!finalizers.contains(KUBERNETES)) {
      finalizers.add(KUBERNETES);
    }
    object.set(finalizers, "spec", "finalizers");
    object.set(new LinkedHashMap<>(Map.of("phase", "Active")), "status");
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    labelWithName(object);
    if (!context.subresource().equals("finalize")) {
      object.set(Unstructured.copy(previous.map("spec")), "spec");
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    for (Object finalizer : object.list("spec", "finalizers")) {
      finalizer(errors, String.valueOf(finalizer), "spec.finalizers");
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>();
    if (context.subresource().equals("finalize")) {
      List<?> finalizers = object.list("spec", "finalizers");
      for (int i = 0; i < finalizers.size(); i++) {
        finalizer(errors, String.valueOf(finalizers.get(i)), "spec.finalizers[" + i + "]");
      }
    } else if (context.subresource().equals("status")) {
      phase(errors, object);
    }
    return errors;
  }

  private static void finalizer(List<FieldError> errors, String name, String path) {
    errors.addAll(LabelRules.key(name, path));
    if (!name.contains("/") && !STANDARD.contains(name)) {
      errors.add(
          FieldError.invalid(
              path, name, "name is neither a standard finalizer name nor is it fully qualified"));
    }
  }

  private static void phase(List<FieldError> errors, Unstructured object) {
    String phase = object.string("status", "phase");
    String expected = object.isBeingDeleted() ? "Terminating" : "Active";
    if (!phase.equals(expected)) {
      errors.add(
          FieldError.invalid(
              "status.Phase",
              phase,
              "may only be '"
                  + expected
                  + "' if `deletionTimestamp` is "
                  + (object.isBeingDeleted() ? "not empty" : "empty")));
    }
  }

  @Override
  public @Nullable String checkName(String name, boolean generatePrefix) {
    return DnsLabel.problem(name, generatePrefix);
  }

  @Override
  public boolean isHeldBack(Unstructured object) {
    return !object.list("spec", "finalizers").isEmpty();
  }

  @Override
  public void prepareForDelete(RequestContext context, Unstructured object) {
    object.remove("metadata", "deletionGracePeriodSeconds");
    object.set("Terminating", "status", "phase");
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    return Map.of("status.phase", object.string("status", "phase"));
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }
}

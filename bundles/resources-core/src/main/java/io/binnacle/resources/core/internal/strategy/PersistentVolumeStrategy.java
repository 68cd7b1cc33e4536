package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.internal.diff.SpecDiff;
import io.binnacle.resources.core.internal.rules.AccessModes;
import io.binnacle.resources.core.internal.rules.Blank;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import io.binnacle.resources.core.internal.rules.ResourceNames;
import io.binnacle.resources.core.pod.NodeSelectorValidation;
import io.binnacle.resources.core.pod.VolumeDefaults;
import io.binnacle.resources.core.pod.VolumeValidation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PersistentVolumes: one source, which stays what it is. */
public final class PersistentVolumeStrategy implements Strategy {
  /** The fields of the specification that are no source. */
  private static final Set<String> NO_SOURCE =
      Set.of(
          "capacity",
          "accessModes",
          "claimRef",
          "persistentVolumeReclaimPolicy",
          "storageClassName",
          "mountOptions",
          "volumeMode",
          "nodeAffinity",
          "volumeAttributesClassName");

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec");
    Blank.fill(object, "Retain", "spec", "persistentVolumeReclaimPolicy");
    object.setDefault("Filesystem", "spec", "volumeMode");
    VolumeDefaults.source(Unstructured.of(object.map("spec")));
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(new LinkedHashMap<>(), "status");
    object.set("Pending", "status", "phase");
    object.set(now(), "status", "lastPhaseTransitionTime");
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    boolean phaseChanged =
        !object.string("status", "phase").equals(previous.string("status", "phase"));
    if (context.subresource().equals("status")) {
      if (phaseChanged) {
        object.set(now(), "status", "lastPhaseTransitionTime");
      } else if (previous.get("status", "lastPhaseTransitionTime") instanceof String time) {
        object.setDefault(time, "status", "lastPhaseTransitionTime");
      }
    }
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    AccessModes.check(errors, new Unstructured(object.map("spec")), "spec");
    Object capacity = object.get("spec", "capacity");
    Map<String, ?> amounts = object.map("spec", "capacity");
    if (amounts.isEmpty()) {
      errors.add(FieldError.required("spec.capacity", ""));
    }
    if (amounts.size() != 1 || !amounts.containsKey("storage")) {
      errors.add(FieldError.notSupported("spec.capacity", capacity, List.of("storage")));
    }
    amounts.forEach(
        (name, amount) ->
            errors.addAll(
                ResourceNames.amount(name, String.valueOf(amount), "spec.capacity[" + name + "]")));
    Choices.check(
        errors,
        "spec.persistentVolumeReclaimPolicy",
        object.string("spec", "persistentVolumeReclaimPolicy"),
        "Delete",
        "Recycle",
        "Retain");
    VolumeValidation.sources(errors, new Unstructured(object.map("spec")), "spec");
    if (object.get("spec", "csi") != null
        && object.string("spec", "csi", "volumeHandle").isEmpty()) {
      errors.add(FieldError.required("spec.csi.volumeHandle", ""));
    }
    secrets(errors, new Unstructured(object.map("spec", "csi")));
    if (object.string("spec", "persistentVolumeReclaimPolicy").equals("Recycle")
        && object.string("spec", "hostPath", "path").equals("/")) {
      errors.add(
          FieldError.forbidden(
              "spec.persistentVolumeReclaimPolicy",
              "may not be 'recycle' for a hostPath mount of '/'"));
    }
    affinity(errors, object);
    AccessModes.classAndMode(errors, new Unstructured(object.map("spec")), "spec");
    return errors;
  }

  private static void secrets(List<FieldError> errors, Unstructured csi) {
    for (String field :
        List.of(
            "controllerPublishSecretRef",
            "controllerExpandSecretRef",
            "nodePublishSecretRef",
            "nodeExpandSecretRef")) {
      if (csi.get(field) == null) {
        continue;
      }
      String at = "spec.csi." + field;
      String name = csi.string(field, "name");
      String namespace = csi.string(field, "namespace");
      name(errors, name, Names.subdomain(name, false), at + ".name");
      name(errors, namespace, DnsLabel.problem(namespace, false), at + ".namespace");
    }
  }

  private static void name(
      List<FieldError> errors, String name, @Nullable String problem, String at) {
    if (name.isEmpty()) {
      errors.add(FieldError.required(at, ""));
    } else if (problem != null) {
      errors.add(FieldError.invalid(at, name, problem));
    }
  }

  private static void affinity(List<FieldError> errors, Unstructured object) {
    Object affinity = object.get("spec", "nodeAffinity");
    if (affinity == null) {
      if (object.get("spec", "local") != null) {
        errors.add(FieldError.required("spec.nodeAffinity", "Local volume requires node affinity"));
      }
    } else if (object.get("spec", "nodeAffinity", "required") instanceof Map<?, ?> required) {
      NodeSelectorValidation.check(errors, Unstructured.of(required), "spec.nodeAffinity.required");
    } else {
      errors.add(
          FieldError.required(
              "spec.nodeAffinity.required", "must specify required node constraints"));
    }
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    if (context.subresource().equals("status")) {
      return List.of();
    }
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    if (!source(object).equals(source(previous))) {
      errors.add(
          FieldError.forbidden(
              "spec.persistentvolumesource",
              "spec.persistentvolumesource is immutable after creation\n"
                  + SpecDiff.ofVolumeSources(source(previous), source(object))));
    }
    if (!object.string("spec", "volumeMode").equals(previous.string("spec", "volumeMode"))) {
      errors.add(
          FieldError.invalid(
              "volumeMode", object.string("spec", "volumeMode"), "field is immutable"));
    }
    return errors;
  }

  private static Map<String, @Nullable Object> source(Unstructured object) {
    Map<String, @Nullable Object> source = new LinkedHashMap<>(object.map("spec"));
    source.keySet().removeAll(NO_SOURCE);
    return source;
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

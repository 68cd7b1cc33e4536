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
import io.binnacle.resources.core.internal.rules.Quantity;
import io.binnacle.resources.core.pod.NodeSelectorValidation;
import io.binnacle.resources.core.pod.VolumeDefaults;
import io.binnacle.resources.core.pod.VolumeValidation;
import io.binnacle.schema.json.Json;
import java.math.RoundingMode;
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
    AccessModes.check(errors, new Unstructured(object.map("spec")), "spec", "");
    Map<String, ?> amounts = object.map("spec", "capacity");
    if (amounts.isEmpty()) {
      errors.add(FieldError.required("spec.capacity", ""));
    }
    if (amounts.size() != 1 || !amounts.containsKey("storage")) {
      errors.add(
          FieldError.notSupported(
              "spec.capacity", amounts.isEmpty() ? null : amounts, List.of("storage")));
    }
    amounts.forEach((name, amount) -> amount(errors, amount, "spec.capacity[" + name + "]"));
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
    if (object.get("spec", "volumeAttributesClassName") instanceof String name) {
      if (name.isEmpty()) {
        errors.add(
            FieldError.required("spec.volumeAttributesClassName", "an empty string is disallowed"));
      }
      if (object.get("spec", "csi") == null) {
        errors.add(
            FieldError.required(
                "spec.csi", "has to be specified when using volumeAttributesClassName"));
      }
    }
    return errors;
  }

  private static void amount(List<FieldError> errors, @Nullable Object amount, String at) {
    Quantity quantity = Quantity.of(amount);
    long whole = quantity.value().setScale(0, RoundingMode.CEILING).longValue();
    if (whole < 0) {
      errors.add(FieldError.invalid(at, whole, "must be a valid resource quantity"));
    }
    if (quantity.signum() <= 0) {
      errors.add(FieldError.invalid(at, amount, "must be greater than zero"));
    }
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
    // The original looks at them once as a volume and once as a change of one.
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    errors.addAll(validate(context, object));
    Map<String, @Nullable Object> source = source(object);
    if (previous.get("spec", "csi") != null
        && previous.get("spec", "csi", "controllerExpandSecretRef") == null
        && source.get("csi") instanceof Map<?, ?> csi) {
      // A driver that learns to make volumes larger may need a secret for it.
      Unstructured kept = Unstructured.of(csi).deepCopy();
      kept.remove("controllerExpandSecretRef");
      source.put("csi", kept.content());
    }
    if (!source.equals(source(previous))) {
      errors.add(
          FieldError.forbidden(
              "spec.persistentvolumesource",
              "spec.persistentvolumesource is immutable after creation\n"
                  + SpecDiff.ofVolumeSources(source(previous), source)));
    }
    affinityChange(errors, object, previous);
    if (!object.string("spec", "volumeMode").equals(previous.string("spec", "volumeMode"))) {
      errors.add(
          FieldError.invalid(
              "volumeMode", object.string("spec", "volumeMode"), "field is immutable"));
    }
    if (previous.get("spec", "volumeAttributesClassName") != null
        && object.get("spec", "volumeAttributesClassName") == null) {
      errors.add(
          FieldError.forbidden(
              "spec.volumeAttributesClassName", "update from non-nil value to nil is forbidden"));
    }
    return errors;
  }

  private static void affinityChange(
      List<FieldError> errors, Unstructured object, Unstructured previous) {
    Map<String, ?> before = previous.map("spec", "nodeAffinity");
    Map<String, ?> now = object.map("spec", "nodeAffinity");
    if (previous.get("spec", "nodeAffinity") != null
        && !withTodaysLabels(before).equals(withTodaysLabels(now))) {
      errors.add(
          FieldError.invalid(
              "nodeAffinity",
              object.get("spec", "nodeAffinity") == null
                  ? null
                  : SpecDiff.inside("VolumeNodeAffinity", now),
              "field is immutable, except for updating from beta label to GA"));
    }
  }

  private static String withTodaysLabels(Map<String, ?> affinity) {
    return Json.text(affinity)
        .replace("\"failure-domain.beta.kubernetes.io/", "\"topology.kubernetes.io/")
        .replace("\"beta.kubernetes.io/instance-type\"", "\"node.kubernetes.io/instance-type\"")
        .replace("\"beta.kubernetes.io/", "\"kubernetes.io/");
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

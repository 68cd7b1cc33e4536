package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.pod.DisabledFields;
import io.binnacle.resources.core.pod.PodTemplateDefaults;
import io.binnacle.resources.core.pod.PodTemplateValidation;
import io.binnacle.resources.core.pod.PodTemplateWarnings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ReplicationControllers: they take their selector and labels from their template. */
public final class ReplicationControllerStrategy implements Strategy {
  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec");
    if (object.get("spec", "template") instanceof Map<?, ?> template) {
      PodTemplateDefaults.apply(Unstructured.of(template));
    }
    Map<String, ?> labels = object.map("spec", "template", "metadata", "labels");
    if (!labels.isEmpty()) {
      if (object.map("spec", "selector").isEmpty()) {
        object.set(new LinkedHashMap<>(labels), "spec", "selector");
      }
      if (object.labels().isEmpty()) {
        object.set(new LinkedHashMap<>(labels), "metadata", "labels");
      }
    }
    object.setDefault(1L, "spec", "replicas");
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    DisabledFields.drop(new Unstructured(object.map("spec", "template", "spec")));
    object.set(new LinkedHashMap<>(Map.of("replicas", 0L)), "status");
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    DisabledFields.drop(
        new Unstructured(object.map("spec", "template", "spec")),
        new Unstructured(previous.map("spec", "template", "spec")));
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    long replicas = object.number(0, "spec", "replicas");
    Map<String, ?> selector = object.map("spec", "selector");
    if (object.number(0, "spec", "minReadySeconds") < 0) {
      errors.add(
          FieldError.invalid(
              "spec.minReadySeconds",
              object.get("spec", "minReadySeconds"),
              "must be greater than or equal to 0"));
    }
    if (selector.isEmpty()) {
      errors.add(FieldError.required("spec.selector", ""));
    }
    if (replicas < 0) {
      errors.add(
          FieldError.invalid("spec.replicas", replicas, "must be greater than or equal to 0"));
    }
    if (!(object.get("spec", "template") instanceof Map<?, ?> map)) {
      errors.add(FieldError.required("spec.template", ""));
      return errors;
    }
    Unstructured template = Unstructured.of(map);
    Map<String, ?> labels = template.map("metadata", "labels");
    if (!selector.isEmpty() && !labels.entrySet().containsAll(selector.entrySet())) {
      errors.add(
          FieldError.invalid(
              "spec.template.metadata.labels",
              template.get("metadata", "labels"),
              "`selector` does not match template `labels`"));
    }
    errors.addAll(PodTemplateValidation.validate(template, "spec.template"));
    String restart = template.string("spec", "restartPolicy");
    if (!restart.equals("Always")) {
      errors.add(
          FieldError.notSupported("spec.template.spec.restartPolicy", restart, List.of("Always")));
    }
    if (template.get("spec", "activeDeadlineSeconds") != null) {
      errors.add(
          FieldError.forbidden(
              "spec.template.spec.activeDeadlineSeconds",
              "activeDeadlineSeconds in ReplicationController is not Supported"));
    }
    return errors;
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    // On updates the original looks at the template that there was.
    if (!object.resourceVersion().isEmpty()) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>(PodTemplateWarnings.ofName(object.name()));
    warnings.addAll(
        PodTemplateWarnings.of(new Unstructured(object.map("spec", "template")), "spec.template"));
    return warnings;
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    return Map.of("status.replicas", Long.toString(object.number(0, "status", "replicas")));
  }

  /** As it has been since before there was a choice. */
  @Override
  public boolean orphansDependents() {
    return true;
  }
}

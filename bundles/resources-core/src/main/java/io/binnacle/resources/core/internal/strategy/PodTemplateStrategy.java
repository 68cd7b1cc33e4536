package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.pod.DisabledFields;
import io.binnacle.resources.core.pod.PodTemplateDefaults;
import io.binnacle.resources.core.pod.PodTemplateValidation;
import io.binnacle.resources.core.pod.PodTemplateWarnings;
import java.util.LinkedHashMap;
import java.util.List;

/** PodTemplates: a template that stands on its own. */
public final class PodTemplateStrategy implements Strategy {
  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "template");
    PodTemplateDefaults.apply(Unstructured.of(object.map("template")));
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    DisabledFields.drop(new Unstructured(object.map("template", "spec")));
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    DisabledFields.drop(
        new Unstructured(object.map("template", "spec")),
        new Unstructured(previous.map("template", "spec")));
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    return PodTemplateValidation.validate(new Unstructured(object.map("template")), "template");
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    return PodTemplateWarnings.of(new Unstructured(object.map("template")), "template");
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }
}

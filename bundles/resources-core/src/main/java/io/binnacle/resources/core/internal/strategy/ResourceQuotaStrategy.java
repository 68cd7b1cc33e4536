package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.internal.rules.ResourceNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** ResourceQuotas: known resources, whole counts, scopes that fit. */
public final class ResourceQuotaStrategy implements Strategy {
  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec");
    object.setDefault(new LinkedHashMap<>(), "status");
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(new LinkedHashMap<>(), "status");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    object
        .map("spec", "hard")
        .forEach((name, amount) -> amount(errors, name, String.valueOf(amount), "spec.hard"));
    QuotaScopes.check(errors, object);
    return errors;
  }

  private static void amount(List<FieldError> errors, String name, String amount, String path) {
    String at = path + "[" + name + "]";
    errors.addAll(ResourceNames.ofQuota(name, at));
    errors.addAll(ResourceNames.amount(name, amount, at));
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>();
    if (context.subresource().equals("status")) {
      for (String field : List.of("hard", "used")) {
        object
            .map("status", field)
            .forEach(
                (name, amount) -> amount(errors, name, String.valueOf(amount), "status." + field));
      }
      return errors;
    }
    errors.addAll(validate(context, object));
    if (!object.list("spec", "scopes").equals(previous.list("spec", "scopes"))) {
      errors.add(
          FieldError.invalid("spec.scopes", object.list("spec", "scopes"), "field is immutable"));
    }
    return errors;
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

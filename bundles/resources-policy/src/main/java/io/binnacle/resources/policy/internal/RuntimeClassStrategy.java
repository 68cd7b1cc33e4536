package io.binnacle.resources.policy.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.ContainerResourceName;
import io.binnacle.api.type.Names;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** RuntimeClasses. */
final class RuntimeClassStrategy implements Strategy {
  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    String handler = object.string("handler");
    String wrong = handler.isEmpty() ? null : Names.label(handler, false);
    if (handler.isEmpty()) {
      errors.add(FieldError.required("handler", ""));
    } else if (wrong != null) {
      errors.add(FieldError.invalid("handler", handler, wrong));
    }
    object
        .map("overhead", "podFixed")
        .forEach((name, amount) -> errors.addAll(overhead(name, String.valueOf(amount))));
    Map<String, String> labels = new LinkedHashMap<>();
    object
        .map("scheduling", "nodeSelector")
        .forEach((key, value) -> labels.put(key, String.valueOf(value)));
    errors.addAll(LabelSyntax.problems(labels, "scheduling.nodeSelector"));
    errors.addAll(tolerations(object.items("scheduling", "tolerations")));
    return errors;
  }

  private static List<FieldError> overhead(String name, String amount) {
    // Checked there as the limits of a container.
    String path = "overhead.limits[" + name + "]";
    List<FieldError> errors = new ArrayList<>();
    ContainerResourceName.problems(name)
        .forEach(wrong -> errors.add(FieldError.invalid(path, name, wrong)));
    if (amount.startsWith("-")) {
      errors.add(FieldError.invalid(path, amount, "must be greater than or equal to 0"));
    }
    return errors;
  }

  private static List<FieldError> tolerations(List<Unstructured> tolerations) {
    List<FieldError> errors = new ArrayList<>();
    Set<Unstructured> seen = new HashSet<>();
    for (int i = 0; i < tolerations.size(); i++) {
      String path = "scheduling.tolerations[" + i + "]";
      errors.addAll(Tolerations.problems(tolerations.get(i), path));
      if (!seen.add(tolerations.get(i))) {
        errors.add(FieldError.duplicate(path, tolerations.get(i).content()));
      }
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    if (!Objects.equals(object.get("handler"), previous.get("handler"))) {
      errors.add(FieldError.invalid("handler", object.get("handler"), "field is immutable"));
    }
    return errors;
  }
}

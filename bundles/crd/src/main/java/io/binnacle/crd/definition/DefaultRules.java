package io.binnacle.crd.definition;

import io.binnacle.api.status.FieldError;
import io.binnacle.crd.structural.Fitting;
import io.binnacle.crd.structural.SchemaCheck;
import io.binnacle.crd.structural.Structural;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Defaults have to be values that the schema itself would take. One a pass. */
final class DefaultRules {
  private final List<FieldError> errors = new ArrayList<>();

  private DefaultRules() {}

  static List<FieldError> of(Structural schema, String path) {
    DefaultRules rules = new DefaultRules();
    rules.node(schema, path);
    return rules.errors;
  }

  private void node(Structural node, String path) {
    Object value = node.defaultValue();
    if (value != null) {
      String at = path + ".default";
      Object pruned = Fitting.pruned(node, value);
      if (!value.equals(pruned)) {
        errors.add(FieldError.invalid(at, value, "must not have unknown fields"));
      } else {
        errors.addAll(SchemaCheck.value(node, Fitting.completed(node, value), at));
      }
    }
    node.properties().forEach((name, child) -> node(child, path + ".properties[" + name + "]"));
    below(node.items(), path + ".items");
    below(node.additional(), path + ".additionalProperties");
  }

  private void below(@Nullable Structural node, String path) {
    if (node != null) {
      node(node, path);
    }
  }
}

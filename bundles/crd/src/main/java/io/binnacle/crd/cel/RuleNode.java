package io.binnacle.crd.cel;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.crd.structural.Correlation;
import io.binnacle.crd.structural.Structural;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a node and of those below that have any. Immutable.
 *
 * @param below by property
 */
record RuleNode(
    Structural schema,
    List<CompiledRule> rules,
    Map<String, RuleNode> below,
    @Nullable RuleNode items,
    @Nullable RuleNode values) {

  void check(
      @Nullable Object value, @Nullable Object previous, String path, List<FieldError> errors) {
    if (value == null) {
      return;
    }
    if (!rules.isEmpty()) {
      own(value, previous, path, errors);
    }
    if (value instanceof Map<?, ?>) {
      fields(Unstructured.of(value).content(), previous, path, errors);
    } else if (value instanceof List<?> list && items != null) {
      for (int i = 0; i < list.size(); i++) {
        Object item = list.get(i);
        items.check(item, Correlation.item(schema, item, previous), path + "[" + i + "]", errors);
      }
    }
  }

  private void own(Object value, @Nullable Object previous, String path, List<FieldError> errors) {
    Object self = RuleValues.of(schema, value);
    Object old = previous == null ? null : RuleValues.of(schema, previous);
    boolean unchanged = value.equals(previous);
    for (CompiledRule rule : rules) {
      // What has not been touched need not keep a rule that came later (KEP-4008).
      if (!rule.isMoot(old) && (rule.comparesOld() || !unchanged)) {
        FieldError error = rule.check(self, old, value, path);
        if (error != null) {
          errors.add(error);
        }
      }
    }
  }

  private void fields(
      Map<String, @Nullable Object> map,
      @Nullable Object previous,
      String path,
      List<FieldError> errors) {
    String prefix = path.isEmpty() ? "" : path + ".";
    map.forEach(
        (name, value) -> {
          RuleNode node = below.get(name);
          Object old = Correlation.field(schema, name, previous);
          if (node != null) {
            node.check(value, old, prefix + name, errors);
          } else if (values != null && !schema.properties().containsKey(name)) {
            values.check(value, old, path + "[" + name + "]", errors);
          }
        });
  }
}

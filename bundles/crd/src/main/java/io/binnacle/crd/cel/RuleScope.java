package io.binnacle.crd.cel;

import dev.cel.common.types.CelType;
import io.binnacle.crd.structural.Structural;
import org.jspecify.annotations.Nullable;

/**
 * Where in a schema a rule stands. Immutable.
 *
 * @param type of the value that the rule is about
 * @param name of that type
 * @param path of the node
 * @param uncorrelated the path of the part in which it can't be told what a value was before, null
 *     outside of any
 * @param shape of the value, null if that is not known
 * @param cardinality how many such values there may be
 */
record RuleScope(
    Structural schema,
    CelType type,
    String name,
    String path,
    @Nullable String uncorrelated,
    @Nullable ValueShape shape,
    Cardinality cardinality) {

  static RuleScope root(Structural schema, String path) {
    return new RuleScope(
        schema,
        RuleTypes.root(),
        RuleTypes.ROOT,
        path,
        null,
        ValueShape.of(schema, true),
        Cardinality.ONCE);
  }

  RuleScope property(String property, Structural node) {
    String escaped = FieldNames.escaped(property);
    return below(
        node,
        RuleTypes.field(name, property),
        ".properties[" + property + "]",
        keepsFields(),
        shape == null || escaped == null ? null : shape.fields().get(escaped));
  }

  RuleScope items(Structural node) {
    return below(node, name + ".@items", ".items", schema.listType().equals("map"), element());
  }

  RuleScope values(Structural node) {
    return below(node, name + ".@values", ".additionalProperties", keepsFields(), element());
  }

  private boolean keepsFields() {
    return !schema.mapType().equals("atomic");
  }

  private @Nullable ValueShape element() {
    return shape == null ? null : shape.element();
  }

  private RuleScope below(
      Structural node, String name, String step, boolean kept, @Nullable ValueShape known) {
    return new RuleScope(
        node,
        RuleTypes.of(name, node),
        name,
        path + step,
        uncorrelated == null && !kept ? path : uncorrelated,
        known != null ? known : ValueShape.of(node, node.embedded()),
        cardinality.below(schema));
  }
}

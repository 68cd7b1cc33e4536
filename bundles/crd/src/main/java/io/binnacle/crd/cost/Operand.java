package io.binnacle.crd.cost;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import org.jspecify.annotations.Nullable;

/**
 * What a function is called with. Immutable, apart from its path.
 *
 * @param known its size, null if nothing is known of it
 */
record Operand(CelExpr expression, CelType type, FieldPath path, @Nullable SizeRange known) {
  SizeRange size() {
    return known == null ? SizeRange.UNKNOWN : known;
  }
}

package io.binnacle.crd.cost;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions of CEL's extensions for lists and sets. */
final class ExtensionCosts {
  private static final long CALL = 1;
  private static final long CALL_AND_LIST = 11;

  /** What takes the same time to compare however large it is; anything else may be a text. */
  private static final Set<CelKind> WITHOUT_TEXT =
      Set.of(
          CelKind.BOOL,
          CelKind.DOUBLE,
          CelKind.DURATION,
          CelKind.INT,
          CelKind.TIMESTAMP,
          CelKind.UINT);

  private ExtensionCosts() {}

  /** Null for a function of others. */
  static @Nullable CallCost of(Call call) {
    return switch (call.overload()) {
      case "list_sets_contains_list", "list_sets_intersects_list" -> comparing(call, 1);
      case "list_sets_equivalent_list" -> comparing(call, 2);
      case "lists_range" -> list(1, SizeRange.exactly(number(call, 0, Capped.MOST)));
      default -> call.target() == null ? null : onList(call, call.target());
    };
  }

  private static @Nullable CallCost onList(Call call, Operand target) {
    SizeRange size = target.size();
    return switch (call.overload()) {
      case "list_slice" -> {
        long items = number(call, 1, size.most()) - number(call, 0, 0);
        yield list(1, SizeRange.exactly(items < 0 ? Capped.MOST : items));
      }
      case "list_reverse" -> list(1, size);
      case "list_flatten" -> list(1, size);
      case "list_flatten_list_int" -> list(number(call, 0, Capped.MOST), size);
      case "list_distinct" -> list(2, size.times(size));
      default -> sorting(call, target);
    };
  }

  private static @Nullable CallCost sorting(Call call, Operand target) {
    Operand keys =
        switch (call.function()) {
          case "sort" -> target;
          case "@sortByAssociatedKeys" -> call.arguments().get(0);
          default -> null;
        };
    if (keys == null) {
      return null;
    }
    CelKind key =
        keys.type().parameters().isEmpty() ? CelKind.DYN : keys.type().parameters().get(0).kind();
    boolean text = !WITHOUT_TEXT.contains(key);
    return list(text ? 2.1 : 2, keys.size().times(keys.size()));
  }

  /** Each item of one with each of the other. */
  private static CallCost comparing(Call call, int times) {
    return CallCost.of(
        Capped.plus(Capped.scaled(call.size(0).times(call.size(1)).most(), times), CALL));
  }

  /** The making of a list of some size. */
  private static CallCost list(double perItem, SizeRange size) {
    return new CallCost(Capped.plus(Capped.scaled(size.most(), perItem), CALL_AND_LIST), size);
  }

  /** An argument that is a literal, not negative; else the other number. */
  private static long number(Call call, int argument, long otherwise) {
    CelExpr expression = call.arguments().get(argument).expression();
    return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && expression.constant().getKind() == CelConstant.Kind.INT64_VALUE
        ? Math.max(0, expression.constant().int64Value())
        : otherwise;
  }
}

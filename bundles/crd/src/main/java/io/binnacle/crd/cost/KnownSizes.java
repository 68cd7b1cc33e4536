package io.binnacle.crd.cost;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known so far of the values in an expression: where they come from and how large they are.
 * One an estimate.
 */
final class KnownSizes {
  private static final Set<CelKind> SCALAR =
      Set.of(
          CelKind.BOOL,
          CelKind.DOUBLE,
          CelKind.DURATION,
          CelKind.INT,
          CelKind.TIMESTAMP,
          CelKind.UINT);

  /**
   * A variable that the expression itself makes.
   *
   * @param cost of a look at it
   */
  private record Local(
      FieldPath path, @Nullable SizeRange size, @Nullable EntrySizes entries, long cost) {}

  private final CelAbstractSyntaxTree tree;
  private final SizeSource source;
  private final Map<Long, FieldPath> paths = new HashMap<>();
  private final Map<Long, SizeRange> sizes = new HashMap<>();
  private final Map<Long, EntrySizes> entries = new HashMap<>();
  private final Map<String, Deque<Local>> locals = new HashMap<>();

  KnownSizes(CelAbstractSyntaxTree tree, SizeSource source) {
    this.tree = tree;
    this.source = source;
  }

  SizeSource source() {
    return source;
  }

  CelType type(CelExpr expression) {
    return tree.getType(expression.id()).orElse(SimpleType.DYN);
  }

  Operand operand(CelExpr expression) {
    return new Operand(expression, type(expression), path(expression), size(expression));
  }

  void path(CelExpr expression, FieldPath path) {
    paths.put(expression.id(), path);
  }

  FieldPath path(CelExpr expression) {
    Local local = local(expression);
    return local != null ? local.path : paths.getOrDefault(expression.id(), FieldPath.NONE);
  }

  /** Notes where a variable is from, one of the expression's own from where its value is. */
  void variable(CelExpr expression) {
    Local local = local(expression);
    path(expression, local == null ? FieldPath.variable(expression.ident().name()) : local.path);
  }

  /** The cost of a look at a variable. */
  long cost(CelExpr variable) {
    Local local = local(variable);
    return local == null ? 1 : local.cost;
  }

  void size(CelExpr expression, @Nullable SizeRange size) {
    if (size != null) {
      sizes.put(expression.id(), size);
    }
  }

  /** Null if nothing is known. */
  @Nullable SizeRange size(CelExpr expression) {
    SizeRange size = sizes.get(expression.id());
    if (size != null) {
      return size;
    }
    OptionalLong literal = literal(expression);
    if (literal.isPresent()) {
      return SizeRange.exactly(literal.getAsLong());
    }
    FieldPath path = path(expression);
    SizeRange given = path.isNone() ? null : source.sizeAt(path.belowVariable());
    if (given != null) {
      sizes.put(expression.id(), given);
      return given;
    }
    if (isScalar(type(expression))) {
      return SizeRange.exactly(1);
    }
    Local local = local(expression);
    return local == null ? null : local.size;
  }

  SizeRange sizeOrUnknown(CelExpr expression) {
    SizeRange size = size(expression);
    return size == null ? SizeRange.UNKNOWN : size;
  }

  void entries(CelExpr expression, @Nullable EntrySizes sizes) {
    if (sizes != null) {
      entries.put(expression.id(), sizes);
    }
  }

  /** Null if nothing is known. */
  @Nullable EntrySizes entries(CelExpr expression) {
    EntrySizes known = entries.get(expression.id());
    Local local = known == null ? local(expression) : null;
    return local == null ? known : local.entries;
  }

  /**
   * Makes a variable with the value of an expression.
   *
   * @param cost of a look at it
   */
  void push(String name, CelExpr value, long cost) {
    push(name, new Local(path(value), size(value), entries(value), cost));
  }

  /**
   * Makes the variable of a loop.
   *
   * @param step from what is looped over to the variable
   */
  void pushEntry(String name, CelExpr range, String step, @Nullable SizeRange size) {
    push(name, new Local(path(range).then(step), size, null, 1));
  }

  private void push(String name, Local local) {
    locals.computeIfAbsent(name, key -> new ArrayDeque<>()).push(local);
  }

  /** Ends the life of the variable of that name that was made last. */
  void pop(String name) {
    locals.get(name).pop();
  }

  private @Nullable Local local(CelExpr expression) {
    Deque<Local> all =
        expression.getKind() == CelExpr.ExprKind.Kind.IDENT
            ? locals.get(expression.ident().name())
            : null;
    return all == null ? null : all.peek();
  }

  private static OptionalLong literal(CelExpr expression) {
    return switch (expression.getKind()) {
      case LIST -> OptionalLong.of(expression.list().elements().size());
      case MAP -> OptionalLong.of(expression.map().entries().size());
      case CONSTANT -> OptionalLong.of(length(expression.constant()));
      default -> OptionalLong.empty();
    };
  }

  private static long length(CelConstant constant) {
    return switch (constant.getKind()) {
      case STRING_VALUE ->
          constant.stringValue().codePointCount(0, constant.stringValue().length());
      case BYTES_VALUE -> constant.bytesValue().size();
      default -> 1;
    };
  }

  private static boolean isScalar(CelType type) {
    return type instanceof OptionalType
        ? isScalar(type.parameters().get(0))
        : SCALAR.contains(type.kind());
  }
}

package io.binnacle.crd.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.CelByteString;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code self.ports.sortBy(p, p.number)}. CEL for Java has it, too, but there the sorted items have
 * lost their type, so that rules which kube-apiserver accepts would be refused.
 */
final class SortByMacro {
  private static final String SORT = "@sortByAssociatedKeys";

  /** The list is evaluated once, and bound to this. */
  private static final String INPUT = "@__sortBy_input__";

  static final CelMacro MACRO = CelMacro.newReceiverMacro("sortBy", 2, SortByMacro::expand);

  private SortByMacro() {}

  /** Adds the function that is called with the list and the keys of its items. */
  static void add(FunctionLibrary library) {
    ListType list = ListType.create(TypeParamType.create("T"));
    for (CelType key :
        List.of(
            SimpleType.INT,
            SimpleType.UINT,
            SimpleType.DOUBLE,
            SimpleType.BOOL,
            SimpleType.DURATION,
            SimpleType.TIMESTAMP,
            SimpleType.STRING,
            SimpleType.BYTES)) {
      library.member(
          SORT, list, a -> sorted((List<?>) a[0], (List<?>) a[1]), list, ListType.create(key));
    }
  }

  private static Optional<CelExpr> expand(
      CelMacroExprFactory make, CelExpr list, ImmutableList<CelExpr> arguments) {
    CelExpr variable = arguments.get(0);
    if (variable.getKind() != Kind.IDENT) {
      return Optional.of(make.reportError("argument must be a simple name"));
    }
    String result = make.getAccumulatorVarName();
    CelExpr keys =
        make.fold(
            variable.ident().name(),
            make.newIdentifier(INPUT),
            result,
            make.newList(),
            make.newBoolLiteral(true),
            make.newGlobalCall(
                Operator.ADD.getFunction(),
                make.newIdentifier(result),
                make.newList(arguments.get(1))),
            make.newIdentifier(result));
    return Optional.of(
        make.fold(
            "#unused",
            make.newList(),
            INPUT,
            list,
            make.newBoolLiteral(false),
            make.newIdentifier(INPUT),
            make.newReceiverCall(SORT, make.newIdentifier(INPUT), keys)));
  }

  private static List<Object> sorted(List<?> items, List<?> keys) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, items.size()).boxed().toList());
    order.sort((one, other) -> compare(keys.get(one), keys.get(other)));
    List<Object> sorted = new ArrayList<>();
    order.forEach(at -> sorted.add(items.get(at)));
    return sorted;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(Object a, Object b) {
    return a instanceof CelByteString one && b instanceof CelByteString other
        ? Arrays.compareUnsigned(one.toByteArray(), other.toByteArray())
        : ((Comparable) a).compareTo(b);
  }
}

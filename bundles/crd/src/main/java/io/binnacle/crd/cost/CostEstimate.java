package io.binnacle.crd.cost;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an expression costs at most, in the units of CEL's cost model: 1 for a step, for ten
 * characters of a text that is gone through, and so on. As kube-apiserver estimates it, whose
 * answers to definitions follow from the figures (KEP-2876, "Resource constraints"). One an
 * expression.
 */
public final class CostEstimate {
  private static final long STEP = 1;
  private static final long NEW_LIST = 10;
  private static final long NEW_MAP = 30;
  private static final long NEW_STRUCT = 40;

  private static final Set<CelKind> WITH_FIELDS =
      Set.of(CelKind.MAP, CelKind.STRUCT, CelKind.TYPE_PARAM);
  private static final Set<String> CONCATENATIONS = Set.of("add_string", "add_bytes", "add_list");

  private final CelAbstractSyntaxTree tree;
  private final KnownSizes known;

  private CostEstimate(CelAbstractSyntaxTree tree, SizeSource sizes) {
    this.tree = tree;
    this.known = new KnownSizes(tree, sizes);
  }

  /**
   * The largest cost.
   *
   * @param tree of the expression, with types
   * @param sizes of what the expression is given
   */
  public static long of(CelAbstractSyntaxTree tree, SizeSource sizes) {
    return new CostEstimate(tree, sizes).cost(tree.getExpr());
  }

  private long cost(CelExpr expression) {
    return switch (expression.getKind()) {
      case IDENT -> {
        known.variable(expression);
        yield known.cost(expression);
      }
      case SELECT -> selection(expression);
      case CALL -> call(expression);
      case LIST -> list(expression);
      case MAP -> map(expression);
      case STRUCT ->
          expression.struct().entries().stream()
              .map(entry -> cost(entry.value()))
              .reduce(NEW_STRUCT, Capped::plus);
      case COMPREHENSION ->
          isBinding(expression.comprehension()) ? binding(expression) : loop(expression);
      default -> 0;
    };
  }

  private long selection(CelExpr expression) {
    CelExpr operand = expression.select().operand();
    long cost = cost(operand);
    // To ask whether a field is there costs nothing beyond what it takes to get at its parent.
    if (expression.select().testOnly()) {
      return cost;
    }
    known.path(expression, known.path(operand).then(expression.select().field()));
    return WITH_FIELDS.contains(known.type(operand).kind()) ? Capped.plus(cost, STEP) : cost;
  }

  private long list(CelExpr expression) {
    long cost = NEW_LIST;
    SizeRange items = EntrySizes.none(expression.list().elements().isEmpty());
    for (CelExpr element : expression.list().elements()) {
      cost = Capped.plus(cost, cost(element));
      items = items.or(known.sizeOrUnknown(element));
    }
    known.entries(expression, new EntrySizes(true, SizeRange.exactly(1), items));
    return cost;
  }

  private long map(CelExpr expression) {
    long cost = NEW_MAP;
    SizeRange keys = EntrySizes.none(expression.map().entries().isEmpty());
    SizeRange values = keys;
    for (CelExpr.CelMap.Entry entry : expression.map().entries()) {
      cost = Capped.plus(cost, cost(entry.key()));
      cost = Capped.plus(cost, cost(entry.value()));
      keys = keys.or(known.sizeOrUnknown(entry.key()));
      values = values.or(known.sizeOrUnknown(entry.value()));
    }
    known.entries(expression, new EntrySizes(false, keys, values));
    return cost;
  }

  /** Whether it loops over nothing, only to have a variable: {@code optMap} is written so. */
  private static boolean isBinding(CelComprehension loop) {
    return loop.iterVar().equals("#unused");
  }

  private long binding(CelExpr expression) {
    CelComprehension binding = expression.comprehension();
    // What CEL for Java binds to a name of its own is written out wherever it stands elsewhere.
    boolean writtenOut = binding.accuVar().equals("@target");
    long range = cost(binding.iterRange());
    long value = cost(binding.accuInit());
    known.push(binding.accuVar(), binding.accuInit(), writtenOut ? value : STEP);
    long result = cost(binding.result());
    known.pop(binding.accuVar());
    sameSizes(expression, binding.result());
    return writtenOut ? result : Capped.plus(Capped.plus(range, value), result);
  }

  private void sameSizes(CelExpr expression, CelExpr value) {
    known.size(expression, known.size(value));
    known.entries(expression, known.entries(value));
  }

  private long loop(CelExpr expression) {
    CelComprehension loop = expression.comprehension();
    long cost = Capped.plus(cost(loop.iterRange()), cost(loop.accuInit()));
    known.push(loop.accuVar(), loop.accuInit(), STEP);
    pushEntries(loop);
    long turn = Capped.plus(cost(loop.loopCondition()), cost(loop.loopStep()));
    known.pop(loop.iterVar());
    if (!loop.iterVar2().isEmpty()) {
      known.pop(loop.iterVar2());
    }
    cost = Capped.plus(cost, cost(loop.result()));
    known.pop(loop.accuVar());
    SizeRange turns = known.sizeOrUnknown(loop.iterRange());
    switch (loop.accuInit().getKind()) {
      case CONSTANT -> known.size(expression, known.size(loop.accuInit()));
      case LIST, MAP -> {
        known.size(expression, turns);
        known.entries(expression, known.entries(loop.loopStep()));
      }
      default -> {}
    }
    return Capped.plus(cost, Capped.times(turns.most(), turn));
  }

  private void pushEntries(CelComprehension loop) {
    CelExpr range = loop.iterRange();
    EntrySizes entries = known.entries(range);
    boolean list = entries == null ? known.type(range).kind() == CelKind.LIST : entries.ofList();
    String values = list ? SizeSource.ITEMS : SizeSource.VALUES;
    if (!loop.iterVar2().isEmpty()) {
      String keys = list ? "@indices" : SizeSource.KEYS;
      known.pushEntry(loop.iterVar(), range, keys, EntrySizes.key(entries));
      known.pushEntry(loop.iterVar2(), range, values, EntrySizes.value(entries));
    } else if (list) {
      known.pushEntry(loop.iterVar(), range, values, EntrySizes.value(entries));
    } else {
      known.pushEntry(loop.iterVar(), range, SizeSource.KEYS, EntrySizes.key(entries));
    }
  }

  private long call(CelExpr expression) {
    CelCall call = expression.call();
    if (call.function().equals("dyn")) {
      long cost = cost(call.args().get(0));
      sameSizes(expression, call.args().get(0));
      return Capped.plus(cost, STEP);
    }
    List<Long> costs = new ArrayList<>();
    List<Operand> arguments = new ArrayList<>();
    for (CelExpr argument : call.args()) {
      costs.add(cost(argument));
      arguments.add(known.operand(argument));
    }
    List<String> overloads =
        tree.getReference(expression.id())
            .map(CelReference::overloadIds)
            .map(List::copyOf)
            .orElse(List.of());
    if (overloads.isEmpty()) {
      return 0;
    }
    long cost = 0;
    Operand target = null;
    if (call.target().isPresent()) {
      cost = cost(call.target().get());
      target = known.operand(call.target().get());
    }
    boolean choice = call.function().equals("_?_:_");
    long given =
        choice
            ? Capped.plus(costs.get(0), Math.max(costs.get(1), costs.get(2)))
            : costs.stream().reduce(0L, Capped::plus);
    return Capped.plus(Capped.plus(cost, given), own(expression, overloads, target, arguments));
  }

  /** The cost of the dearest function that may be called; notes what it may return. */
  private long own(
      CelExpr expression,
      List<String> overloads,
      @Nullable Operand target,
      List<Operand> arguments) {
    long most = 0;
    SizeRange result = null;
    for (String overload : overloads) {
      Call call =
          new Call(expression.call().function(), overload, target, arguments, known.source());
      CallCost cost = CallCosts.of(call);
      most = Math.max(most, cost.cost());
      if (cost.result() != null) {
        result = result == null ? cost.result() : result.or(cost.result());
      }
      if (CONCATENATIONS.contains(overload)) {
        eitherEntries(expression, arguments.get(0), arguments.get(1));
      } else if (overload.equals("conditional")) {
        eitherEntries(expression, arguments.get(1), arguments.get(2));
      } else if (overload.equals("index_list") || overload.equals("index_map")) {
        CelExpr container = arguments.get(0).expression();
        result = EntrySizes.value(known.entries(container));
        String step = overload.equals("index_list") ? SizeSource.ITEMS : SizeSource.VALUES;
        known.path(expression, known.path(container).then(step));
      }
      result = result == null ? known.size(expression) : result;
    }
    known.size(expression, result);
    return most;
  }

  private void eitherEntries(CelExpr expression, Operand a, Operand b) {
    known.entries(
        expression,
        EntrySizes.either(known.entries(a.expression()), known.entries(b.expression())));
  }
}

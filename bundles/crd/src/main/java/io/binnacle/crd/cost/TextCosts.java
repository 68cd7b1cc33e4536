package io.binnacle.crd.cost;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that go through a text, or through a list of texts or numbers. */
final class TextCosts {
  /** Items of a list, or what else has been said of them. */
  private record Items(boolean texts, SizeRange size) {}

  private TextCosts() {}

  /** Null for a function of others. */
  static @Nullable CallCost of(Call call, Operand target) {
    SizeRange size = target.size();
    return switch (call.function()) {
      case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" -> each(call, target);
      case "lowerAscii", "upperAscii", "substring", "trim" -> new CallCost(size.reading(), size);
      case "replace" -> new CallCost(size.reading(2), replaced(size, call.size(0), call.size(1)));
      case "split" -> new CallCost(size.reading(2), SizeRange.upTo(parts(call, size)));
      case "join" -> joining(call, target);
      case "find", "findAll" ->
          new CallCost(CallCosts.search(size, call.size(0)), SizeRange.upTo(size.most()));
      default -> null;
    };
  }

  private static CallCost each(Call call, Operand target) {
    Items items = items(call, target);
    if (items == null) {
      return CallCost.of(target.size().reading());
    }
    long item = items.texts ? Capped.plus(1, items.size.reading()) : 1;
    return CallCost.of(Capped.times(target.size().most(), item));
  }

  /** Null for what is no list. */
  private static @Nullable Items items(Call call, Operand list) {
    if (list.type().parameters().isEmpty()) {
      return null;
    }
    CelKind kind = list.type().parameters().get(0).kind();
    SizeRange size =
        list.path().isNone()
            ? null
            : call.sizes().sizeAt(list.path().copyThen(SizeSource.ITEMS).belowVariable());
    return new Items(
        kind == CelKind.STRING || kind == CelKind.BYTES, size == null ? SizeRange.UNKNOWN : size);
  }

  private static SizeRange replaced(SizeRange text, SizeRange old, SizeRange replacement) {
    long most;
    if (old.least() == 0) {
      // Nothing is found between all characters, so the text itself stays.
      most =
          Capped.plus(Capped.times(Capped.plus(text.most(), 1), replacement.most()), text.most());
    } else if (replacement.most() <= old.least()) {
      most = text.most();
    } else {
      most = Capped.times(places(text.most(), old.least()), replacement.most());
    }
    long least;
    if (old.most() == 0) {
      least =
          Capped.plus(
              Capped.times(Capped.plus(text.least(), 1), replacement.least()), text.least());
    } else if (old.most() <= replacement.least()) {
      least = text.least();
    } else {
      least = Capped.times(places(text.least(), old.most()), replacement.least());
    }
    return new SizeRange(least, most);
  }

  private static long places(long length, long each) {
    return (long) Math.ceil((double) length / each);
  }

  private static long parts(Call call, SizeRange text) {
    List<Operand> arguments = call.arguments();
    CelExpr limit = arguments.size() > 1 ? arguments.get(1).expression() : null;
    if (limit == null
        || limit.getKind() != CelExpr.ExprKind.Kind.CONSTANT
        || limit.constant().getKind() != CelConstant.Kind.INT64_VALUE) {
      return text.most();
    }
    long given = limit.constant().int64Value();
    return given < 0 ? Capped.MOST : given;
  }

  private static CallCost joining(Call call, Operand target) {
    SizeRange list = target.size();
    Items items = items(call, target);
    SizeRange joined = items == null ? SizeRange.exactly(0) : list.times(items.size);
    if (!call.arguments().isEmpty()) {
      SizeRange gaps = new SizeRange(Math.max(0, list.least() - 1), Math.max(0, list.most() - 1));
      joined = joined.plus(call.size(0).times(gaps));
    }
    return new CallCost(joined.reading(), joined);
  }
}

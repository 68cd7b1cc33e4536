package io.binnacle.crd.cel;

import io.binnacle.api.status.FieldError;
import io.binnacle.crd.cost.Capped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits that the rules of a schema have to keep by estimate, each of them and all together.
 * One a schema.
 */
final class RuleCosts {
  private static final long MOST_EACH = 10_000_000;
  private static final long MOST_TOGETHER = 100_000_000;

  /** Of less it is not said that it contributed. */
  private static final long CONTRIBUTION = MOST_TOGETHER / 100;

  private static final int CONTRIBUTIONS = 4;

  private record Contribution(String field, long cost) {}

  private final List<Contribution> dearest = new ArrayList<>();
  private long total;

  /** Counts a rule; null if it keeps the limit. */
  @Nullable FieldError rule(String field, long cost) {
    return each(field, "estimated rule cost", cost);
  }

  /** Counts the expression of a message; null if it keeps the limit. */
  @Nullable FieldError message(String field, long cost) {
    return each(field, "estimated messageExpression cost", cost);
  }

  private @Nullable FieldError each(String field, String what, long cost) {
    total = Capped.plus(total, cost);
    if (cost >= CONTRIBUTION) {
      dearest.add(new Contribution(field, cost));
      dearest.sort(Comparator.comparingLong(Contribution::cost).reversed());
      if (dearest.size() > CONTRIBUTIONS) {
        dearest.remove(CONTRIBUTIONS);
      }
    }
    return cost > MOST_EACH ? FieldError.forbidden(field, exceeds(what, cost, MOST_EACH)) : null;
  }

  /**
   * What is to be said of all together.
   *
   * @param field of the schema
   */
  List<FieldError> together(String field) {
    List<FieldError> errors = new ArrayList<>();
    if (total > MOST_TOGETHER) {
      for (Contribution contribution : dearest) {
        errors.add(
            FieldError.forbidden(
                contribution.field,
                "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3"
                    + " schema"));
      }
      String what =
          "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema";
      errors.add(FieldError.forbidden(field, exceeds(what, total, MOST_TOGETHER)));
    }
    return errors;
  }

  private static String exceeds(String what, long cost, long limit) {
    double factor = (double) cost / limit;
    // Of a factor near 1 enough digits are shown that it doesn't look like 1.
    String text =
        factor > 100
            ? "more than 100"
            : new BigDecimal(factor)
                .setScale(factor < 1.5 ? 6 : 1, RoundingMode.HALF_EVEN)
                .toPlainString();
    return what
        + " exceeds budget by factor of "
        + text
        + "x (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where"
        + " arrays, maps, and strings are declared)";
  }
}

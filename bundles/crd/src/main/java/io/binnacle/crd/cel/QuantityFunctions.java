package io.binnacle.crd.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static io.binnacle.crd.cel.OpaqueTypes.QUANTITY;

import io.binnacle.schema.Quantity;

/** {@code quantity('100Mi').isLessThan(quantity('1Gi'))} and the like. */
final class QuantityFunctions {
  private QuantityFunctions() {}

  static void add(FunctionLibrary library) {
    library.global("quantity", QUANTITY, a -> Quantity.parse((String) a[0]), STRING);
    library.global("isQuantity", BOOL, a -> isQuantity((String) a[0]), STRING);
    library.member("sign", INT, a -> (long) of(a[0]).signum(), QUANTITY);
    library.member("isInteger", BOOL, a -> isWhole(of(a[0])), QUANTITY);
    library.member("asInteger", INT, a -> whole(of(a[0])), QUANTITY);
    library.member("asApproximateFloat", DOUBLE, a -> of(a[0]).milliValue() / 1000.0, QUANTITY);
    library.member("add", QUANTITY, a -> of(a[0]).add(of(a[1])), QUANTITY, QUANTITY);
    library.member("add", QUANTITY, a -> of(a[0]).add(Quantity.of((Long) a[1])), QUANTITY, INT);
    library.member("sub", QUANTITY, a -> of(a[0]).subtract(of(a[1])), QUANTITY, QUANTITY);
    library.member(
        "sub", QUANTITY, a -> of(a[0]).subtract(Quantity.of((Long) a[1])), QUANTITY, INT);
    library.member(
        "compareTo",
        INT,
        a -> (long) Integer.signum(of(a[0]).compareTo(of(a[1]))),
        QUANTITY,
        QUANTITY);
    library.member(
        "isGreaterThan", BOOL, a -> of(a[0]).compareTo(of(a[1])) > 0, QUANTITY, QUANTITY);
    library.member("isLessThan", BOOL, a -> of(a[0]).compareTo(of(a[1])) < 0, QUANTITY, QUANTITY);
  }

  private static Quantity of(Object value) {
    return (Quantity) value;
  }

  private static boolean isQuantity(String text) {
    try {
      Quantity.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isWhole(Quantity quantity) {
    return Quantity.of(quantity.value()).compareTo(quantity) == 0;
  }

  private static long whole(Quantity quantity) {
    if (!isWhole(quantity)) {
      throw new IllegalArgumentException("cannot convert value to integer");
    }
    return quantity.value();
  }
}

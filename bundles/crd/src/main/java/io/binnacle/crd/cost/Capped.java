package io.binnacle.crd.cost;

/** Sums and products of what is not negative; they stop at the largest number. */
public final class Capped {
  /** More than anything may cost. */
  public static final long MOST = Long.MAX_VALUE;

  private Capped() {}

  /** The sum. */
  public static long plus(long a, long b) {
    return a > MOST - b ? MOST : a + b;
  }

  /** The product. */
  public static long times(long a, long b) {
    return b != 0 && a > MOST / b ? MOST : a * b;
  }

  /** The product, rounded up. */
  static long scaled(long amount, double factor) {
    double product = Math.ceil(amount * factor);
    return product >= 0x1p63 ? MOST : (long) product;
  }
}

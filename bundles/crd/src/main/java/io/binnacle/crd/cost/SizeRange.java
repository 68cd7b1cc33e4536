package io.binnacle.crd.cost;

/**
 * How large a value may be: characters of a string, bytes, items of a list, entries of a map.
 * Immutable.
 *
 * @param least the smallest size
 * @param most the largest size
 */
public record SizeRange(long least, long most) {
  /** The length of a text that costs 1 to go through. */
  private static final double PER_CHARACTER = 0.1;

  static final SizeRange UNKNOWN = new SizeRange(0, Capped.MOST);

  static SizeRange exactly(long size) {
    return new SizeRange(size, size);
  }

  /** Anything up to that size. */
  public static SizeRange upTo(long most) {
    return new SizeRange(0, most);
  }

  SizeRange plus(SizeRange other) {
    return new SizeRange(Capped.plus(least, other.least), Capped.plus(most, other.most));
  }

  SizeRange times(SizeRange other) {
    return new SizeRange(Capped.times(least, other.least), Capped.times(most, other.most));
  }

  /** What holds the sizes of both. */
  SizeRange or(SizeRange other) {
    return new SizeRange(Math.min(least, other.least), Math.max(most, other.most));
  }

  /** What it costs at most to go through a text of this size. */
  long reading() {
    return reading(1);
  }

  /** What it costs at most to go through such a text several times at once. */
  long reading(int times) {
    return Capped.scaled(most, times * PER_CHARACTER);
  }
}

package io.binnacle.schema.json;

/**
 * What a tree that a client sends may hold. Three bytes of text can stand for a map of hundreds of
 * bytes, to which defaults add more, so the size of the text alone bounds nothing. Far above what
 * an object has that fits into storage. Used by one thread.
 */
final class TreeBudget {
  /** Maps and lists. */
  private static final int MAX_CONTAINERS = 100_000;

  /** Values of all kinds. */
  private static final int MAX_VALUES = 500_000;

  private int containers;
  private int values;

  /**
   * Counts a value.
   *
   * @throws JsonException if there are too many
   */
  void spend(boolean container) {
    values++;
    if (container) {
      containers++;
    }
    if (values > MAX_VALUES || containers > MAX_CONTAINERS) {
      throw new JsonException("exceeded max number of values");
    }
  }
}

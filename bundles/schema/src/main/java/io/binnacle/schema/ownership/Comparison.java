package io.binnacle.schema.ownership;

import org.jspecify.annotations.Nullable;

/**
 * What is different between two values of one type. No field is in more than one of the sets. The
 * order of items in lists that tell them apart is no difference.
 *
 * @param added in the second value only
 * @param removed in the first value only
 * @param modified in both, but not the same
 */
record Comparison(FieldSet added, FieldSet removed, FieldSet modified) {
  static final Comparison NONE = new Comparison(FieldSet.EMPTY, FieldSet.EMPTY, FieldSet.EMPTY);

  /**
   * @throws TypedException if an item of a list has no key
   */
  static Comparison of(Shape shape, @Nullable Object before, @Nullable Object after) {
    Difference found = Comparing.compare(shape, before, after);
    return found == null ? NONE : new Comparison(found.added, found.removed, found.modified);
  }

  boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && modified.isEmpty();
  }

  /** Without the fields in the set and those below them. */
  Comparison without(FieldSet fields) {
    return fields.isEmpty() || isEmpty()
        ? this
        : new Comparison(
            added.recursiveDifference(fields),
            removed.recursiveDifference(fields),
            modified.recursiveDifference(fields));
  }

  /** What is added or modified. */
  FieldSet written() {
    return added.union(modified);
  }

  /** A comparison on its way up: of one place and what is below it. */
  static final class Difference {
    boolean selfAdded;
    boolean selfRemoved;
    boolean selfModified;
    FieldSet added = FieldSet.EMPTY;
    FieldSet removed = FieldSet.EMPTY;
    FieldSet modified = FieldSet.EMPTY;
  }

  /** Gathers the differences of a value's parts. */
  static final class Gathering {
    private final FieldLevel.Builder added = new FieldLevel.Builder();
    private final FieldLevel.Builder removed = new FieldLevel.Builder();
    private final FieldLevel.Builder modified = new FieldLevel.Builder();

    void add(PathElement element, Difference part) {
      added.add(element, part.selfAdded, part.added);
      removed.add(element, part.selfRemoved, part.removed);
      modified.add(element, part.selfModified, part.modified);
    }

    Difference done() {
      Difference result = new Difference();
      result.added = added.build();
      result.removed = removed.build();
      result.modified = modified.build();
      return result;
    }
  }
}

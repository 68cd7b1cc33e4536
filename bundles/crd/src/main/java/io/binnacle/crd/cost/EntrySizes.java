package io.binnacle.crd.cost;

import org.jspecify.annotations.Nullable;

/**
 * How large the entries are of a list or map that an expression makes. Immutable.
 *
 * @param ofList whether they are items of a list
 * @param key the size of a key or index
 * @param value the size of a value or item
 */
record EntrySizes(boolean ofList, SizeRange key, SizeRange value) {
  /** Of a literal without entries, and what any entry adds to. */
  static SizeRange none(boolean empty) {
    return new SizeRange(empty ? 0 : Capped.MOST, 0);
  }

  /** Entries of one or the other; null if one of them is not known. */
  static @Nullable EntrySizes either(@Nullable EntrySizes a, @Nullable EntrySizes b) {
    return a == null || b == null
        ? null
        : new EntrySizes(a.ofList, a.key.or(b.key), a.value.or(b.value));
  }

  static @Nullable SizeRange key(@Nullable EntrySizes entries) {
    return entries == null ? null : entries.key;
  }

  static @Nullable SizeRange value(@Nullable EntrySizes entries) {
    return entries == null ? null : entries.value;
  }
}

package io.binnacle.resources.storage.internal;

import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Lists of which each item is checked, unless there are so many that none is looked at. */
final class Items {
  /** How many requests, constraints, configurations and selectors there may be. */
  static final int MAX = 32;

  private Items() {}

  static <T> List<FieldError> each(
      List<T> items, int max, String path, BiFunction<T, String, List<FieldError>> check) {
    if (items.size() > max) {
      return List.of(FieldError.tooMany(path, items.size(), max));
    }
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      errors.addAll(check.apply(items.get(i), path + "[" + i + "]"));
    }
    return errors;
  }

  /** The same, where in addition no two items may have the same key. */
  static <T> List<FieldError> distinct(
      List<T> items,
      int max,
      String path,
      BiFunction<T, String, List<FieldError>> check,
      Function<T, String> key) {
    List<FieldError> errors = new ArrayList<>(each(items, max, path, check));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < items.size() && items.size() <= max; i++) {
      String own = key.apply(items.get(i));
      if (!seen.add(own)) {
        errors.add(FieldError.duplicate(path + "[" + i + "]", own));
      }
    }
    return errors;
  }
}

package io.binnacle.crd.cel;

import java.util.Collection;
import java.util.List;

/** What calls of functions that others made take from the {@link SizeBudget}. */
final class FunctionCosts {
  private FunctionCosts() {}

  /**
   * @param overload the id of the function with these types of arguments
   */
  static long of(String overload, Object... arguments) {
    return switch (overload) {
      case "contains_string",
          "string_index_of_string",
          "string_index_of_string_int",
          "string_last_index_of_string",
          "string_last_index_of_string_int" ->
          SizeBudget.search((String) arguments[0], (String) arguments[1]);
      case "string_replace_string_string", "string_replace_string_string_int" ->
          replacing((String) arguments[0], (String) arguments[1], (String) arguments[2]);
      case "list_join" -> elements((List<?>) arguments[0], 0);
      case "list_join_string" -> elements((List<?>) arguments[0], SizeBudget.size(arguments[1]));
      case "list_flatten", "list_flatten_list_int" -> elements((List<?>) arguments[0], 1);
      case "lists_range" -> Math.max(0, (Long) arguments[0]);
      case "list_sets_contains_list", "list_sets_equivalent_list", "list_sets_intersects_list" ->
          SizeBudget.size(arguments[0]) * SizeBudget.size(arguments[1]);
      default -> SizeBudget.size(arguments);
    };
  }

  private static long elements(Collection<?> elements, long each) {
    long sum = elements.size() * each;
    for (Object element : elements) {
      sum += SizeBudget.size(element);
    }
    return sum;
  }

  private static long replacing(String text, String old, String replacement) {
    long places = 0;
    if (old.isEmpty()) {
      places = text.length() + 1L;
    } else {
      SizeBudget.spend(SizeBudget.search(text, old));
      for (int i = text.indexOf(old); i >= 0; i = text.indexOf(old, i + old.length())) {
        places++;
      }
    }
    return text.length() + places * replacement.length();
  }
}

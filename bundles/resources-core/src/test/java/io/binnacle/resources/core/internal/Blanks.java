package io.binnacle.resources.core.internal;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Handles the places of recorded objects that differ from run to run, such as {@code <ip>}. */
final class Blanks {
  private Blanks() {}

  /** The value, with a placeholder wherever the expected value has one. */
  static Object like(Object value, Object expected) {
    if (expected instanceof String text && text.startsWith("<") && value != null) {
      return text;
    }
    if (expected instanceof String text && text.endsWith("<5>") && value instanceof String s) {
      return s.length() == text.length() + 2 ? text : s;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> result = new LinkedHashMap<>();
      map.forEach(
          (k, v) ->
              result.put((String) k, like(v, expected instanceof Map<?, ?> e ? e.get(k) : null)));
      return result;
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        result.add(
            like(list.get(i), expected instanceof List<?> e && i < e.size() ? e.get(i) : null));
      }
      return result;
    }
    return value;
  }

  /** What the plugin ServiceAccount would do for an account that says nothing. */
  static void account(Unstructured pod) {
    new AccountInMemory().plugin().mutate(AccountInMemory.review(pod));
  }
}

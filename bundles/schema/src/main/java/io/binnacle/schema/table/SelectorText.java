package io.binnacle.schema.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A selector as people read it: {@code app=web,tier in (a,b),!old}; {@code <none>} if empty. */
public final class SelectorText {
  private SelectorText() {}

  /**
   * @param selector a LabelSelector's tree or a plain map of labels
   */
  public static String of(@Nullable Object selector) {
    String text = query(selector);
    return text.isEmpty() ? "<none>" : text;
  }

  /** The same as a query that selects by it; "" if empty. */
  public static String query(@Nullable Object selector) {
    if (!(selector instanceof Map<?, ?> map)) {
      return "";
    }
    boolean structured =
        map.get("matchLabels") instanceof Map<?, ?>
            || map.get("matchExpressions") instanceof List<?>;
    List<String> terms = new ArrayList<>();
    labels(structured ? map.get("matchLabels") : map, terms);
    if (structured && map.get("matchExpressions") instanceof List<?> expressions) {
      for (Object expression : expressions) {
        if (expression instanceof Map<?, ?> e) {
          terms.add(term(e));
        }
      }
    }
    return String.join(",", terms);
  }

  private static void labels(@Nullable Object labels, List<String> terms) {
    if (labels instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((k, v) -> sorted.put(String.valueOf(k), String.valueOf(v)));
      sorted.forEach((k, v) -> terms.add(k + "=" + v));
    }
  }

  private static String term(Map<?, ?> expression) {
    String key = String.valueOf(expression.get("key"));
    String operator = String.valueOf(expression.get("operator"));
    List<String> values =
        expression.get("values") instanceof List<?> list
            ? list.stream().map(String::valueOf).sorted().toList()
            : List.of();
    return switch (operator) {
      case "Exists" -> key;
      case "DoesNotExist" -> "!" + key;
      case "In" -> key + " in (" + String.join(",", values) + ")";
      case "NotIn" -> key + " notin (" + String.join(",", values) + ")";
      default -> key + " " + operator.toLowerCase(Locale.ROOT);
    };
  }
}

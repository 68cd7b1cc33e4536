package io.binnacle.schema.table;

import io.binnacle.api.object.Unstructured;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The small language of {@code columns.tsv}, which says what stands in a Table's cell. See {@link
 * ResourceTables} for its forms.
 */
final class CellExpression {
  private static final Pattern CALL = Pattern.compile("([a-z]+)\\((.*)\\)");

  private CellExpression() {}

  /**
   * @throws IllegalArgumentException if the text is no expression
   */
  static Function<Unstructured, @Nullable Object> parse(String text, InstantSource clock) {
    int otherwise = text.lastIndexOf(" ? ");
    if (otherwise > 0) {
      String fallback = text.substring(otherwise + 3).strip();
      Function<Unstructured, @Nullable Object> main =
          parse(text.substring(0, otherwise).strip(), clock);
      return object -> {
        Object value = main.apply(object);
        return value == null || value.equals("") ? fallback : value;
      };
    }
    if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
      String literal = text.substring(1, text.length() - 1);
      return object -> literal;
    }
    Matcher call = CALL.matcher(text);
    return call.matches() ? call(call.group(1), call.group(2), clock) : path(TreePath.parse(text));
  }

  private static Function<Unstructured, @Nullable Object> path(TreePath path) {
    if (path.isPlural()) {
      return object -> joined(path.all(object.content()));
    }
    return object -> scalar(path.first(object.content()));
  }

  private static Function<Unstructured, @Nullable Object> call(
      String name, String arguments, InstantSource clock) {
    List<TreePath> paths = new ArrayList<>();
    for (String argument : arguments.split(",")) {
      paths.add(TreePath.parse(argument.strip()));
    }
    TreePath path = paths.get(0);
    if (paths.size() != (name.equals("ratio") ? 2 : 1)) {
      throw new IllegalArgumentException("wrong number of arguments for " + name);
    }
    return switch (name) {
      case "count" -> object -> (long) size(path.first(object.content()));
      case "age" -> object -> Age.of(String.valueOf(path.first(object.content())), clock.instant());
      case "selector" -> object -> SelectorText.of(path.first(object.content()));
      case "keys" ->
          object ->
              path.first(object.content()) instanceof Map<?, ?> map
                  ? String.join(",", new TreeSet<>(stringKeys(map)))
                  : "";
      case "ratio" ->
          object ->
              number(path.first(object.content()))
                  + "/"
                  + number(paths.get(1).first(object.content()));
      default -> throw new IllegalArgumentException("there is no function " + name);
    };
  }

  private static List<String> stringKeys(Map<?, ?> map) {
    return map.keySet().stream().map(String::valueOf).toList();
  }

  private static int size(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    return value instanceof List<?> list ? list.size() : 0;
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number n ? n.longValue() : 0;
  }

  private static @Nullable Object scalar(@Nullable Object value) {
    return value instanceof Map<?, ?> || value instanceof List<?>
        ? io.binnacle.schema.json.Json.text(value)
        : value;
  }

  private static String joined(List<Object> values) {
    return String.join(",", values.stream().map(v -> String.valueOf(scalar(v))).toList());
  }
}

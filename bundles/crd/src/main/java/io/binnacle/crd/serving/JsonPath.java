package io.binnacle.crd.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A path as printer columns have it: {@code .a.b}, {@code ['a.b']}, {@code [0]}, {@code [-1]},
 * {@code [1:3]}, {@code [*]}, {@code ..a}, {@code [?(@.type=="Ready")]}. Immutable.
 */
final class JsonPath {
  /** From one value to those one step below. */
  interface Step {
    void follow(Object at, List<@Nullable Object> into);
  }

  private final List<Step> steps;

  private JsonPath(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /** Leads to nothing if the text is no path. */
  static JsonPath parse(String text) {
    JsonPath path = tryParse(text);
    return path != null ? path : new JsonPath(List.of((at, into) -> {}));
  }

  /** Null if the text is no path. */
  static @Nullable JsonPath tryParse(String text) {
    List<Step> steps = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith("..", at)) {
        steps.add(JsonPath::descend);
        at += text.startsWith("[", at + 2) ? 2 : 1;
      } else if (c == '.') {
        int end = nameEnd(text, at + 1);
        String name = text.substring(at + 1, end).replace("\\", "");
        if (name.isEmpty() && !(end == text.length() || text.charAt(end) == '[')) {
          return null;
        }
        if (!name.isEmpty()) {
          steps.add(name.equals("*") ? JsonPath::all : field(name));
        }
        at = end;
      } else if (c == '[') {
        int end = bracketEnd(text, at);
        Step step = end < 0 ? null : bracket(text.substring(at + 1, end));
        if (step == null) {
          return null;
        }
        steps.add(step);
        at = end + 1;
      } else {
        return null;
      }
    }
    return new JsonPath(steps);
  }

  private static int nameEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }

  private static int bracketEnd(String text, int from) {
    char quote = 0;
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[') {
        depth++;
      } else if (c == ']' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable Step bracket(String inside) {
    String text = inside.strip();
    if (text.equals("*")) {
      return JsonPath::all;
    }
    if (text.startsWith("?(") && text.endsWith(")")) {
      Predicate<Object> filter = PathFilter.parse(text.substring(2, text.length() - 1));
      return filter == null ? null : filtered(filter);
    }
    if (text.length() > 1 && (text.startsWith("'") || text.startsWith("\""))) {
      return field(text.substring(1, text.length() - 1));
    }
    if (text.matches("-?\\d{1,9}")) {
      int index = Integer.parseInt(text);
      return slice(index, index == -1 ? Integer.MAX_VALUE : index + 1);
    }
    if (text.matches("(-?\\d{1,9})?:(-?\\d{1,9})?")) {
      int colon = text.indexOf(':');
      String to = text.substring(colon + 1);
      return slice(
          colon == 0 ? 0 : Integer.parseInt(text.substring(0, colon)),
          to.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(to));
    }
    return null;
  }

  private static Step field(String name) {
    return (at, into) -> {
      if (at instanceof Map<?, ?> map && map.containsKey(name)) {
        into.add(map.get(name));
      }
    };
  }

  private static void all(Object at, List<@Nullable Object> into) {
    if (at instanceof Map<?, ?> map) {
      into.addAll(map.values());
    } else if (at instanceof List<?> list) {
      into.addAll(list);
    }
  }

  private static void descend(Object at, List<@Nullable Object> into) {
    into.add(at);
    List<@Nullable Object> below = new ArrayList<>();
    all(at, below);
    below.stream().filter(Objects::nonNull).forEach(value -> descend(value, into));
  }

  private static Step filtered(Predicate<Object> filter) {
    return (at, into) -> {
      if (at instanceof List<?> list) {
        list.stream().filter(item -> item != null && filter.test(item)).forEach(into::add);
      }
    };
  }

  private static Step slice(int from, int to) {
    return (at, into) -> {
      if (at instanceof List<?> list) {
        int size = list.size();
        int first = Math.max(0, from < 0 ? size + from : from);
        int end = Math.min(size, to < 0 ? size + to : to);
        for (int i = first; i < end; i++) {
          into.add(list.get(i));
        }
      }
    };
  }

  /** All values that the path leads to, in order. */
  List<@Nullable Object> find(Object tree) {
    List<@Nullable Object> found = new ArrayList<>();
    found.add(tree);
    for (Step step : steps) {
      List<@Nullable Object> next = new ArrayList<>();
      for (Object value : found) {
        if (value != null) {
          step.follow(value, next);
        }
      }
      found = next;
    }
    return found;
  }
}

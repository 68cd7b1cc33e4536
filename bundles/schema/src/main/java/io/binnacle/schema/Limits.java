package io.binnacle.schema;

import io.binnacle.api.schema.Field;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The words of {@link Field#limits}: {@code minimum=0 maximum=10 pattern=…}, joined by spaces. A
 * space inside a value is written {@code \s}, a backslash {@code \\}. Immutable.
 */
public final class Limits {
  private final Map<String, String> words;

  private Limits(Map<String, String> words) {
    this.words = words;
  }

  public static Limits of(Field field) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String word : field.limits().split(" ")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        words.put(word.substring(0, equals), unescape(word.substring(equals + 1)));
      } else if (!word.isEmpty()) {
        words.put(word, "true");
      }
    }
    return new Limits(words);
  }

  /** One word, ready to be joined with others. */
  public static String word(String name, String value) {
    return name + "=" + value.replace("\\", "\\\\").replace(" ", "\\s");
  }

  /** The value, "" if there is no such word. */
  public String text(String name) {
    return words.getOrDefault(name, "");
  }

  private static String unescape(String value) {
    if (value.indexOf('\\') < 0) {
      return value;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        char next = value.charAt(++i);
        plain.append(next == 's' ? ' ' : next);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}

package io.binnacle.schema.json;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree as block-style YAML. A string is written plain only where readers of YAML 1.1 and
 * 1.2 alike take it for a string.
 */
final class YamlWriter {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/($.][\\x20-\\x7e]*");
  private static final Pattern NO_PLAIN = Pattern.compile(": | #|[: ]$");
  private static final Pattern NUMBER_LIKE = Pattern.compile("[.0-9].*|\\.(inf|nan).*");
  private static final Set<String> WORDS =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n", "~", "");

  private final StringBuilder out;

  YamlWriter(StringBuilder out) {
    this.out = out;
  }

  void document(@Nullable Object tree) {
    if (isBlock(tree)) {
      block(tree, 0);
    } else {
      scalar(tree, 0);
      out.append('\n');
    }
  }

  private static boolean isBlock(@Nullable Object value) {
    return value instanceof Map<?, ?> map && !map.isEmpty()
        || value instanceof List<?> list && !list.isEmpty();
  }

  private void block(@Nullable Object value, int indent) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      map.forEach((k, v) -> sorted.put((String) k, v));
      boolean first = true;
      for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
        if (!first || !continuesLine()) {
          indent(indent);
        }
        first = false;
        out.append(quoted(entry.getKey())).append(':');
        Object child = entry.getValue();
        if (isBlock(child)) {
          out.append('\n');
          block(child, child instanceof List<?> ? indent : indent + 2);
        } else {
          out.append(' ');
          scalar(child, indent + 2);
          out.append('\n');
        }
      }
    } else {
      boolean first = true;
      for (Object item : (List<?>) value) {
        if (!first || !continuesLine()) {
          indent(indent);
        }
        first = false;
        out.append("- ");
        if (isBlock(item)) {
          block(item, indent + 2);
        } else {
          scalar(item, indent + 2);
          out.append('\n');
        }
      }
    }
  }

  /** After "- " the first entry of a nested block stands on the same line. */
  private boolean continuesLine() {
    return out.length() > 0 && out.charAt(out.length() - 1) == ' ';
  }

  private void indent(int width) {
    out.append(" ".repeat(width));
  }

  private void scalar(@Nullable Object value, int indent) {
    if (value instanceof String s) {
      if (isLiteral(s)) {
        literal(s, indent);
      } else {
        out.append(quoted(s));
      }
    } else if (value instanceof Map<?, ?>) {
      out.append("{}");
    } else if (value instanceof List<?>) {
      out.append("[]");
    } else {
      out.append(Json.text(value));
    }
  }

  private static String quoted(String s) {
    String lower = s.toLowerCase(Locale.ROOT);
    boolean plain =
        PLAIN.matcher(s).matches()
            && !NO_PLAIN.matcher(s).find()
            && !WORDS.contains(lower)
            && !NUMBER_LIKE.matcher(lower).matches();
    return plain ? s : Json.text(s);
  }

  private static boolean isLiteral(String s) {
    if (s.indexOf('\n') < 0 || s.charAt(0) == ' ' || s.charAt(0) == '\n') {
      return false;
    }
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      boolean spaceAtEnd = c == ' ' && (i + 1 == s.length() || s.charAt(i + 1) == '\n');
      if (c < 0x20 && c != '\n' || c == 0x7f || c >= 0x2028 || c == 0x85 || spaceAtEnd) {
        return false;
      }
    }
    return !s.endsWith("\n\n");
  }

  private void literal(String s, int indent) {
    boolean ends = s.endsWith("\n");
    out.append(ends ? "|" : "|-");
    for (String line : (ends ? s.substring(0, s.length() - 1) : s).split("\n", -1)) {
      out.append('\n');
      if (!line.isEmpty()) {
        indent(indent);
        out.append(line);
      }
    }
  }
}

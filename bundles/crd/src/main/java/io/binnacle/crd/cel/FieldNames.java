package io.binnacle.crd.cel;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of properties as expressions have to write them (KEP-2876, "Escaping"). */
final class FieldNames {
  private static final Pattern ACCESSIBLE = Pattern.compile("[a-zA-Z_./-][a-zA-Z0-9_./-]*");
  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");
  private static final Map<String, String> SPECIAL =
      Map.of(".", "__dot__", "-", "__dash__", "/", "__slash__");

  private FieldNames() {}

  /** Null for a name that no expression can reach. */
  static @Nullable String escaped(String name) {
    if (!ACCESSIBLE.matcher(name).matches()) {
      return null;
    }
    if (RESERVED.contains(name)) {
      return "__" + name + "__";
    }
    String text = name.replace("__", "__underscores__");
    for (Map.Entry<String, String> special : SPECIAL.entrySet()) {
      text = text.replace(special.getKey(), special.getValue());
    }
    return text;
  }
}

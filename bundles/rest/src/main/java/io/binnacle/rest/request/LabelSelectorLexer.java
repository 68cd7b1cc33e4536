package io.binnacle.rest.request;

import java.util.Set;

/** Cuts a label selector into tokens, the longest operator first. Not thread-safe. */
final class LabelSelectorLexer {
  private static final String SPECIAL = "=!(),<>";
  private static final Set<String> OPERATORS =
      Set.of(")", ",", "!", "==", "=", "!=", "(", ">", "<");

  private final String text;
  private int position;

  LabelSelectorLexer(String text) {
    this.text = text;
  }

  /** The next token, "" at the end. */
  String next() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    int start = position;
    if (start == text.length()) {
      return "";
    }
    if (isSpecial(start)) {
      int end = start + 1;
      while (end < text.length()
          && isSpecial(end)
          && OPERATORS.contains(text.substring(start, end + 1))) {
        end++;
      }
      position = end;
      return text.substring(start, end);
    }
    while (position < text.length()
        && !isSpecial(position)
        && !Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  /** The next token, which stays the next. */
  String peek() {
    int before = position;
    String token = next();
    position = before;
    return token;
  }

  static boolean isIdentifier(String token) {
    return !token.isEmpty() && SPECIAL.indexOf(token.charAt(0)) < 0;
  }

  private boolean isSpecial(int at) {
    return SPECIAL.indexOf(text.charAt(at)) >= 0;
  }
}

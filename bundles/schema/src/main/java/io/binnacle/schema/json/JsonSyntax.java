package io.binnacle.schema.json;

import org.jspecify.annotations.Nullable;

/**
 * Finds the first byte at which a text stops being JSON (RFC 8259) and words that as API clients
 * know it. Only asked about texts that could not be read. A reader goes over the bytes once, with a
 * stack of one bit per open map or list.
 */
final class JsonSyntax {
  /** Where in the text a reader is: what the next byte that is no space has to be. */
  private enum Place {
    VALUE("looking for beginning of value"),
    FIRST_ITEM("looking for beginning of value"),
    FIRST_KEY("looking for beginning of object key string"),
    KEY("looking for beginning of object key string"),
    COLON("after object key"),
    AFTER_PAIR("after object key:value pair"),
    AFTER_ITEM("after array element"),
    END("after top-level value");

    private final String words;

    Place(String words) {
      this.words = words;
    }
  }

  private final byte[] text;
  private final java.util.BitSet maps = new java.util.BitSet();
  private int depth;
  private int at;
  private Place place = Place.VALUE;
  private @Nullable String problem;

  private JsonSyntax(byte[] text, int from) {
    this.text = text;
    this.at = from;
  }

  /** What is wrong with the text, null if it is one JSON value. */
  static @Nullable String problem(byte[] text, int from) {
    JsonSyntax syntax = new JsonSyntax(text, from);
    while (syntax.problem == null && syntax.skipSpaces()) {
      syntax.step((char) (text[syntax.at] & 0xff));
    }
    return syntax.problem == null && syntax.place != Place.END ? JsonErrors.END : syntax.problem;
  }

  private boolean skipSpaces() {
    while (at < text.length
        && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r')) {
      at++;
    }
    return at < text.length;
  }

  private void step(char c) {
    switch (place) {
      case VALUE -> value(c);
      case FIRST_ITEM -> {
        if (c == ']') {
          close();
        } else {
          value(c);
        }
      }
      case FIRST_KEY, KEY -> {
        if (c == '"') {
          string();
          place = Place.COLON;
        } else if (c == '}' && place == Place.FIRST_KEY) {
          close();
        } else {
          refuse(c, place.words);
        }
      }
      case COLON -> expect(c, ':', Place.VALUE);
      case AFTER_PAIR, AFTER_ITEM -> {
        if (c == (place == Place.AFTER_PAIR ? '}' : ']')) {
          close();
        } else {
          expect(c, ',', place == Place.AFTER_PAIR ? Place.KEY : Place.VALUE);
        }
      }
      case END -> refuse(c, place.words);
    }
  }

  private void expect(char c, char wanted, Place next) {
    if (c == wanted) {
      at++;
      place = next;
    } else {
      refuse(c, place.words);
    }
  }

  private void value(char c) {
    if (c == '{' || c == '[') {
      maps.set(depth++, c == '{');
      at++;
      place = c == '{' ? Place.FIRST_KEY : Place.FIRST_ITEM;
      return;
    }
    if (c == '"') {
      string();
    } else if (c == '-' || isDigit(c)) {
      number();
    } else if (c == 't') {
      word("true");
    } else if (c == 'f') {
      word("false");
    } else if (c == 'n') {
      word("null");
    } else {
      refuse(c, Place.VALUE.words);
    }
    ended();
  }

  private void close() {
    at++;
    depth--;
    ended();
  }

  private void ended() {
    if (depth == 0) {
      place = Place.END;
    } else {
      place = maps.get(depth - 1) ? Place.AFTER_PAIR : Place.AFTER_ITEM;
    }
  }

  private void string() {
    at++;
    while (problem == null) {
      char c = next();
      if (problem != null || c == '"') {
        return;
      }
      if (c == '\\') {
        escape();
      } else if (c < ' ') {
        refuse(c, "in string literal");
      }
    }
  }

  private void escape() {
    char c = next();
    if (problem != null) {
      return;
    }
    if (c == 'u') {
      for (int i = 0; i < 4 && problem == null; i++) {
        char digit = next();
        if (problem == null && Character.digit(digit, 16) < 0) {
          refuse(digit, "in \\u hexadecimal character escape");
        }
      }
    } else if ("bfnrt\\/\"".indexOf(c) < 0) {
      refuse(c, "in string escape code");
    }
  }

  private void number() {
    if (text[at] == '-') {
      at++;
      if (!digit("in numeric literal")) {
        return;
      }
    }
    if (text[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (is('.')) {
      at++;
      if (!digit("after decimal point in numeric literal")) {
        return;
      }
      digits();
    }
    if (is('e') || is('E')) {
      at++;
      if (is('+') || is('-')) {
        at++;
      }
      if (digit("in exponent of numeric literal")) {
        digits();
      }
    }
  }

  private void digits() {
    while (at < text.length && isDigit((char) text[at])) {
      at++;
    }
  }

  /** Whether a digit stands here, which must. */
  private boolean digit(String where) {
    if (at >= text.length) {
      problem = JsonErrors.END;
    } else if (!isDigit((char) text[at])) {
      refuse((char) (text[at] & 0xff), where);
    }
    return problem == null;
  }

  private boolean is(char c) {
    return at < text.length && text[at] == c;
  }

  private void word(String word) {
    at++;
    for (int i = 1; i < word.length() && problem == null; i++) {
      char c = next();
      if (problem == null && c != word.charAt(i)) {
        refuse(c, "in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
  }

  private char next() {
    if (at >= text.length) {
      problem = JsonErrors.END;
      return 0;
    }
    return (char) (text[at++] & 0xff);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void refuse(char c, String where) {
    problem = "invalid character " + quoted(c) + " " + where;
  }

  private static String quoted(char c) {
    return switch (c) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      case '\\' -> "'\\\\'";
      case '\n' -> "'\\n'";
      case '\r' -> "'\\r'";
      case '\t' -> "'\\t'";
      case '\b' -> "'\\b'";
      case '\f' -> "'\\f'";
      case 7 -> "'\\a'";
      case 11 -> "'\\v'";
      default ->
          c < ' ' || c == 0x7f
              ? String.format("'\\x%02x'", (int) c)
              : c >= 0x80 && c <= 0xa0 || c == 0xad
                  ? String.format("'\\u%04x'", (int) c)
                  : "'" + c + "'";
    };
  }
}

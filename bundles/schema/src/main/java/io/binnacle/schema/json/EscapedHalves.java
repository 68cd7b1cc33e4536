package io.binnacle.schema.json;

import java.nio.charset.StandardCharsets;

/**
 * Escapes of JSON that spell half of a surrogate pair. The original reads them as U+FFFD; a parser
 * of Java's refuses some and takes others for text that cannot be written.
 */
final class EscapedHalves {
  private static final byte[] REPLACEMENT = "fffd".getBytes(StandardCharsets.US_ASCII);
  private static final int ESCAPE = 6;

  private EscapedHalves() {}

  /** The text with such escapes replaced, as long as before; the same if there are none. */
  static byte[] replaced(byte[] text) {
    byte[] whole = text;
    int i = 0;
    while (i < text.length) {
      if (text[i] != '\\') {
        i++;
      } else if (!isSurrogate(text, i)) {
        i += 2;
      } else if (isHigh(text, i) && isSurrogate(text, i + ESCAPE) && !isHigh(text, i + ESCAPE)) {
        i += 2 * ESCAPE;
      } else {
        whole = whole == text ? text.clone() : whole;
        System.arraycopy(REPLACEMENT, 0, whole, i + 2, REPLACEMENT.length);
        i += ESCAPE;
      }
    }
    return whole;
  }

  /** Whether the escape of a surrogate stands there: of D800 to DFFF. */
  private static boolean isSurrogate(byte[] text, int at) {
    return at + ESCAPE <= text.length
        && text[at] == '\\'
        && text[at + 1] == 'u'
        && (text[at + 2] | ' ') == 'd'
        && digit(text[at + 3]) >= 8
        && digit(text[at + 4]) >= 0
        && digit(text[at + 5]) >= 0;
  }

  private static boolean isHigh(byte[] text, int at) {
    return digit(text[at + 3]) < 0xc;
  }

  private static int digit(byte hex) {
    return Character.digit(hex, 16);
  }
}

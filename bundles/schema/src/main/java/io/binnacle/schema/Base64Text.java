package io.binnacle.schema;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Standard base64 with padding, as bytes stand in JSON; line breaks in it are passed over. */
final class Base64Text {
  private static final int GROUP = 4;

  private Base64Text() {}

  /**
   * The same bytes encoded without line breaks.
   *
   * @throws ConformException naming the byte of the text that is wrong
   */
  static String canonical(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int wrong = firstWrong(bytes);
    if (wrong >= 0) {
      throw new ConformException("illegal base64 data at input byte " + wrong);
    }
    String plain =
        text.indexOf('\n') < 0 && text.indexOf('\r') < 0 ? text : text.replaceAll("[\r\n]", "");
    return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(plain));
  }

  /** A group that is cut short is wrong where its digits begin, counted back from the end. */
  private static int firstWrong(byte[] text) {
    int inGroup = 0;
    for (int i = 0; i < text.length; i++) {
      byte c = text[i];
      if (isDigit(c)) {
        inGroup = (inGroup + 1) % GROUP;
      } else if (c == '=') {
        return afterDigits(text, i, inGroup);
      } else if (!isBreak(c)) {
        return i;
      }
    }
    return inGroup == 0 ? -1 : text.length - inGroup;
  }

  /** Whether what begins with padding is right, by the digits before it in the group. */
  private static int afterDigits(byte[] text, int padding, int digits) {
    if (digits < 2) {
      return padding;
    }
    int next = padding + 1;
    if (digits == 2) {
      next = afterBreaks(text, next);
      if (next == text.length) {
        return next;
      }
      if (text[next] != '=') {
        return next - 1;
      }
      next++;
    }
    next = afterBreaks(text, next);
    return next == text.length ? -1 : next;
  }

  private static int afterBreaks(byte[] text, int from) {
    int i = from;
    while (i < text.length && isBreak(text[i])) {
      i++;
    }
    return i;
  }

  private static boolean isBreak(byte c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isDigit(byte c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '/';
  }
}

package io.binnacle.schema;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Standard base64 with padding, as bytes stand in JSON. */
final class Base64Text {
  private Base64Text() {}

  /**
   * The same bytes encoded without line breaks.
   *
   * @throws ConformException naming the first byte that is wrong
   */
  static String canonical(String text) {
    String plain =
        text.indexOf('\n') < 0 && text.indexOf('\r') < 0 ? text : text.replaceAll("[\r\n]", "");
    int wrong = firstWrong(plain);
    if (wrong >= 0) {
      throw new ConformException("illegal base64 data at input byte " + wrong);
    }
    byte[] decoded = Base64.getDecoder().decode(plain.getBytes(StandardCharsets.ISO_8859_1));
    return Base64.getEncoder().encodeToString(decoded);
  }

  private static int firstWrong(String text) {
    int length = text.length();
    int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
    for (int i = 0; i < length - padding; i++) {
      char c = text.charAt(i);
      boolean fits =
          c >= 'A' && c <= 'Z'
              || c >= 'a' && c <= 'z'
              || c >= '0' && c <= '9'
              || c == '+'
              || c == '/';
      if (!fits) {
        return i;
      }
    }
    return length % 4 == 0 ? -1 : length - padding;
  }
}

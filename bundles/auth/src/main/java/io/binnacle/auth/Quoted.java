package io.binnacle.auth;

import java.util.List;
import java.util.stream.Collectors;

/** Text in quotes, as kube-apiserver's messages have it. */
public final class Quoted {
  private Quoted() {}

  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> append(c, out));
    return out.append('"').toString();
  }

  /** The texts in brackets, with blanks between them. */
  public static String list(List<String> texts) {
    return texts.stream().map(Quoted::of).collect(Collectors.joining(" ", "[", "]"));
  }

  private static void append(int c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      default -> {
        if (c < ' ' || c == 127) {
          out.append(String.format("\\x%02x", c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }
}

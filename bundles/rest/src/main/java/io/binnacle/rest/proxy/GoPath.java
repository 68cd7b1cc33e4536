package io.binnacle.rest.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as the original sends them on. */
final class GoPath {
  private static final String UNESCAPED = "-_.~$&+,/:;=@";
  private static final String HEX = "0123456789ABCDEF";

  private GoPath() {}

  /** Without {@code .}, {@code ..} and empty segments; a slash at the end stays. "" for none. */
  static String clean(String path) {
    if (path.isEmpty()) {
      return "";
    }
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    String joined = "/" + String.join("/", kept);
    return path.endsWith("/") && !joined.endsWith("/") ? joined + "/" : joined;
  }

  /** With percent escapes for all that may not stand in a path. */
  static String escape(String path) {
    StringBuilder out = new StringBuilder(path.length() + 8);
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0)) {
        out.append(c);
      } else {
        append(out, b);
      }
    }
    return out.toString();
  }

  /** A query as sent, with escapes for what may not stand in a request line. */
  static String safeQuery(String query) {
    StringBuilder out = new StringBuilder(query.length());
    for (byte b : query.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7F && b != '#') {
        out.append((char) b);
      } else {
        append(out, b);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, byte b) {
    out.append('%').append(HEX.charAt(b >> 4 & 0xF)).append(HEX.charAt(b & 0xF));
  }
}

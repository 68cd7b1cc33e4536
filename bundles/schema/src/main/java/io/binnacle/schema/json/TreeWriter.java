package io.binnacle.schema.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one tree as compact JSON into a growing buffer. */
final class TreeWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private byte[] buffer = new byte[1024];
  private int size;

  byte[] bytes() {
    return Arrays.copyOf(buffer, size);
  }

  void value(@Nullable Object value) {
    if (value instanceof String s) {
      string(s);
    } else if (value instanceof RawMap raw) {
      raw(raw.text());
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value instanceof List<?> list) {
      list(list);
    } else if (value instanceof Long || value instanceof Integer) {
      ascii(value.toString());
    } else if (value instanceof Boolean b) {
      ascii(b ? "true" : "false");
    } else if (value == null) {
      ascii("null");
    } else if (value instanceof Double d) {
      ascii(number(d));
    } else {
      throw new JsonException("JSON has no form for a " + value.getClass().getName());
    }
  }

  private void map(Map<?, ?> map) {
    put('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first) {
        put(',');
      }
      first = false;
      string((String) entry.getKey());
      put(':');
      value(entry.getValue());
    }
    put('}');
  }

  private void list(List<?> list) {
    put('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        put(',');
      }
      value(list.get(i));
    }
    put(']');
  }

  private void string(String s) {
    int length = s.length();
    room(length + 2);
    buffer[size++] = '"';
    int i = 0;
    for (; i < length; i++) {
      char c = s.charAt(i);
      if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\') {
        break;
      }
      buffer[size++] = (byte) c;
    }
    for (; i < length; i++) {
      char c = s.charAt(i);
      if (Character.isSurrogate(c)) {
        i += surrogate(s, i);
      } else {
        character(c);
      }
    }
    put('"');
  }

  private void character(char c) {
    room(6);
    if (c == '"' || c == '\\') {
      buffer[size++] = '\\';
      buffer[size++] = (byte) c;
    } else if (c < 0x20) {
      control(c);
    } else if (c < 0x80) {
      buffer[size++] = (byte) c;
    } else if (c < 0x800) {
      buffer[size++] = (byte) (0xc0 | c >> 6);
      buffer[size++] = (byte) (0x80 | c & 0x3f);
    } else {
      buffer[size++] = (byte) (0xe0 | c >> 12);
      buffer[size++] = (byte) (0x80 | c >> 6 & 0x3f);
      buffer[size++] = (byte) (0x80 | c & 0x3f);
    }
  }

  private void control(char c) {
    buffer[size++] = '\\';
    switch (c) {
      case '\n' -> buffer[size++] = 'n';
      case '\r' -> buffer[size++] = 'r';
      case '\t' -> buffer[size++] = 't';
      default -> {
        buffer[size++] = 'u';
        buffer[size++] = '0';
        buffer[size++] = '0';
        buffer[size++] = HEX[c >> 4];
        buffer[size++] = HEX[c & 15];
      }
    }
  }

  /** Writes a pair, or U+FFFD for half of one; returns how many further chars were taken. */
  private int surrogate(String s, int at) {
    int point = s.codePointAt(at);
    room(4);
    if (point < 0x10000) {
      System.arraycopy(REPLACEMENT, 0, buffer, size, 3);
      size += 3;
      return 0;
    }
    buffer[size++] = (byte) (0xf0 | point >> 18);
    buffer[size++] = (byte) (0x80 | point >> 12 & 0x3f);
    buffer[size++] = (byte) (0x80 | point >> 6 & 0x3f);
    buffer[size++] = (byte) (0x80 | point & 0x3f);
    return 1;
  }

  /** As Go writes a float64: plain between 1e-6 and 1e21, else with an exponent. */
  static String number(double d) {
    if (Double.isNaN(d) || Double.isInfinite(d)) {
      throw new JsonException("JSON has no form for " + d);
    }
    if (d == 0) {
      return 1 / d < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(d)).stripTrailingZeros();
    double size = Math.abs(d);
    if (size >= 1e-6 && size < 1e21) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    return (d < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 && exponent > 0 ? "0" : "")
        + Math.abs(exponent);
  }

  private void ascii(String s) {
    room(s.length());
    for (int i = 0; i < s.length(); i++) {
      buffer[size++] = (byte) s.charAt(i);
    }
  }

  private void raw(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, buffer, size, text.length);
    size += text.length;
  }

  private void put(char c) {
    room(1);
    buffer[size++] = (byte) c;
  }

  private void room(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}

package io.binnacle.rest.request;

import io.binnacle.api.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The query parameters of a request, decoded. Immutable. */
public final class Query {
  private static final Query NONE = new Query(Map.of());

  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Parses what stands behind the question mark; "" for none. Broken escapes are kept as text. */
  public static Query parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String key = decode(equals < 0 ? pair : pair.substring(0, equals), true);
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
        values.computeIfAbsent(key, k -> new ArrayList<>(1)).add(value);
      }
    }
    return new Query(values);
  }

  /** The first value, "" if there is none. */
  public String first(String name) {
    List<String> all = values.get(name);
    return all == null ? "" : all.get(0);
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** All values by name. */
  public Map<String, List<String>> values() {
    return values;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** As the API reads booleans: present and neither {@code false} nor {@code 0}. */
  public boolean flag(String name) {
    List<String> all = values.get(name);
    return all != null && !all.get(0).equalsIgnoreCase("false") && !all.get(0).equals("0");
  }

  /**
   * A whole number, or {@code otherwise} where the parameter is absent or empty.
   *
   * @throws StatusException BadRequest if it is none
   */
  public long number(String name, long otherwise) {
    String text = first(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw StatusException.badRequest(
          "strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
    }
  }

  /** Undoes percent escapes, and plus signs where {@code plus}; text that is no escape stays. */
  static String decode(String text, boolean plus) {
    if (text.indexOf('%') < 0 && (!plus || text.indexOf('+') < 0)) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      byte b = in[i];
      if (b == '%' && i + 2 < in.length && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0) {
        out[length++] = (byte) (hex(in[i + 1]) << 4 | hex(in[i + 2]));
        i += 2;
      } else {
        out[length++] = plus && b == '+' ? (byte) ' ' : b;
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static int hex(byte b) {
    return Character.digit(b, 16);
  }
}

package io.binnacle.resources.core.internal.connect;

import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Connector.Call;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's parameters as the API reads them, and writes those of the request behind it.
 */
final class Parameters {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final int MAX_PORT = 0xFFFF;

  private Parameters() {}

  /** Present and neither {@code false} nor {@code 0}. */
  static boolean flag(Call call, String name) {
    List<String> all = call.query().getOrDefault(name, List.of());
    return !all.isEmpty() && !all.get(0).equalsIgnoreCase("false") && !all.get(0).equals("0");
  }

  /** A whole number, null where the parameter is absent; BadRequest if it is none. */
  static @Nullable Long number(Call call, String name) {
    if (!call.query().containsKey(name)) {
      return null;
    }
    return number("ParseInt", call.first(name), MIN, MAX).longValueExact();
  }

  /** Port numbers, several in one value with commas between them. */
  static List<String> ports(Call call, String name) {
    return call.query().getOrDefault(name, List.of()).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .map(Parameters::port)
        .toList();
  }

  private static String port(String text) {
    try {
      return number("ParseUint", text, BigInteger.ZERO, BigInteger.valueOf(MAX_PORT)).toString();
    } catch (StatusException e) {
      throw StatusException.badRequest("cannot convert to []int32: " + e.getMessage());
    }
  }

  private static BigInteger number(String function, String text, BigInteger min, BigInteger max) {
    boolean signed = min.signum() < 0;
    boolean whole = WHOLE.matcher(text).matches() && (signed || Character.isDigit(text.charAt(0)));
    BigInteger value = whole ? new BigInteger(text) : BigInteger.ZERO;
    if (!whole || value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw StatusException.badRequest(
          "strconv."
              + function
              + ": parsing \""
              + text
              + "\": "
              + (whole ? "value out of range" : "invalid syntax"));
    }
    return value;
  }

  /** The text of a query, its parameters in the order of their names. */
  static String encode(Map<String, List<String>> sorted) {
    StringJoiner text = new StringJoiner("&");
    sorted.forEach(
        (name, values) -> values.forEach(value -> text.add(escape(name) + "=" + escape(value))));
    return text.toString();
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }
}

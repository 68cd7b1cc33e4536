package io.binnacle.crd.structural;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/** The formats of texts that are checked; all others are taken as they are. */
final class Formats {
  private static final String UUID = "(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?%s-?%s-?[0-9a-f]{12}";
  private static final String ANY = "[0-9a-f]{4}";
  private static final String VARIANT = "[89ab][0-9a-f]{3}";

  private static final Map<String, Pattern> PATTERNS =
      Map.ofEntries(
          Map.entry("bsonobjectid", Pattern.compile("[0-9a-fA-F]{24}")),
          Map.entry("uuid", Pattern.compile(String.format(UUID, ANY, ANY))),
          Map.entry("uuid3", Pattern.compile(String.format(UUID, "3[0-9a-f]{3}", ANY))),
          Map.entry("uuid4", Pattern.compile(String.format(UUID, "4[0-9a-f]{3}", VARIANT))),
          Map.entry("uuid5", Pattern.compile(String.format(UUID, "5[0-9a-f]{3}", VARIANT))),
          Map.entry("mac", Pattern.compile("([0-9a-fA-F]{2}[:-]){5,7}[0-9a-fA-F]{2}")),
          Map.entry("hexcolor", Pattern.compile("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")),
          Map.entry("ssn", Pattern.compile("\\d{3}[- ]?\\d{2}[- ]?\\d{4}")),
          Map.entry("email", Pattern.compile("[^@\\s<>\"]+@[^@\\s<>\"]+")),
          Map.entry(
              "hostname",
              Pattern.compile(
                  "([a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?)"
                      + "(\\.[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?)*\\.?")),
          Map.entry("k8s-short-name", Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")),
          Map.entry(
              "k8s-long-name",
              Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")),
          Map.entry(
              "duration",
              Pattern.compile(
                  "-?(\\d+(\\.\\d+)? ?(ns|us|µs|μs|ms|s|m|h|d|w|hours?|minutes?|seconds?|days?|weeks?"
                      + "|milliseconds?|microseconds?|nanoseconds?) ?)+|0")),
          Map.entry(
              "date-time",
              Pattern.compile(
                  "\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?"
                      + "([Zz]|[+-]\\d{2}:?\\d{2})?")),
          Map.entry("rgbcolor", Pattern.compile("rgb\\( *\\d{1,3} *, *\\d{1,3} *, *\\d{1,3} *\\)")),
          Map.entry("creditcard", Pattern.compile("(\\d[- ]?){13,19}")),
          Map.entry("isbn10", Pattern.compile("(\\d[- ]?){9}[\\dX]")),
          Map.entry("isbn13", Pattern.compile("(\\d[- ]?){12}\\d")),
          Map.entry("isbn", Pattern.compile("(\\d[- ]?){9}[\\dX]|(\\d[- ]?){12}\\d")));

  private Formats() {}

  static boolean matches(String format, String text) {
    return switch (format) {
      case "ipv4" -> IpText.isV4(text);
      case "ipv6" -> IpText.isV6(text);
      case "cidr" -> IpText.isCidr(text);
      case "uri" -> isUri(text);
      case "byte" -> isBase64(text);
      case "date" -> isDate(text);
      case "datetime" -> matches("date-time", text);
      case "date-time" ->
          PATTERNS.get(format).matcher(text).matches() && isDate(text.substring(0, 10));
      default -> {
        Pattern pattern = PATTERNS.get(format);
        yield pattern == null || pattern.matcher(text).matches();
      }
    };
  }

  private static boolean isUri(String text) {
    try {
      URI uri = new URI(text);
      return uri.isAbsolute() || text.startsWith("/");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text);
      return text.length() % 4 == 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}

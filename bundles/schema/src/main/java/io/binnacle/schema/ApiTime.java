package io.binnacle.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as the API writes them: RFC 3339 in UTC, to the second or to the microsecond. */
public final class ApiTime {
  private static final String SECONDS = "2006-01-02T15:04:05Z07:00";
  private static final String MICROS = "2006-01-02T15:04:05.000000Z07:00";
  private static final String CANONICAL = "0000-00-00T00:00:00";
  private static final DateTimeFormatter MICRO_FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Each part of a time with the layout text that a message names when the part is missing. */
  private static final Part[] PARTS = {
    part("\\d{4}", "2006"),
    part("-", "-"),
    part("\\d\\d", "01"),
    part("-", "-"),
    part("\\d\\d", "02"),
    part("T", "T"),
    part("\\d\\d?", "15"),
    part(":", ":"),
    part("\\d\\d", "04"),
    part(":", ":"),
    part("\\d\\d", "05")
  };

  private record Part(Pattern form, String layout) {}

  private static Part part(String form, String layout) {
    return new Part(Pattern.compile(form), layout);
  }

  private static final Pattern FRACTION = Pattern.compile("[.,]\\d+");
  private static final Pattern ZONE = Pattern.compile("Z|[+-]\\d\\d:\\d\\d");

  private ApiTime() {}

  /** The moment to the second, as metadata.creationTimestamp has it. */
  public static String format(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The moment to the microsecond, as a Lease's renewTime has it. */
  public static String formatMicros(Instant moment) {
    return MICRO_FORM.format(moment);
  }

  /** Parses and formats a time to the second; a fraction is dropped. */
  static String seconds(String text) {
    return isCanonical(text, "Z") ? text : format(parse(text, false));
  }

  /** Parses and formats a time that must have six digits of fraction. */
  static String micros(String text) {
    return isCanonical(text, ".000000Z") ? text : formatMicros(parse(text, true));
  }

  /**
   * Whether formatting could change nothing, as it can't with nearly all times that come in.
   *
   * @param tail what follows the seconds; a 0 stands for any digit
   */
  private static boolean isCanonical(String text, String tail) {
    if (text.length() != CANONICAL.length() + tail.length()
        || !fits(text, 0, CANONICAL)
        || !fits(text, CANONICAL.length(), tail)) {
      return false;
    }
    int month = number(text, 5);
    // Later days need a calendar, and what is out of range a message.
    return (text.charAt(0) != '0' && month >= 1 && month <= 12)
        && (number(text, 8) >= 1 && number(text, 8) <= 28)
        && (number(text, 11) <= 23 && number(text, 14) <= 59 && number(text, 17) <= 59);
  }

  private static boolean fits(String text, int at, String form) {
    for (int i = 0; i < form.length(); i++) {
      char c = text.charAt(at + i);
      char wanted = form.charAt(i);
      if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int at) {
    return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
  }

  private static Instant parse(String text, boolean micro) {
    String layout = micro ? MICROS : SECONDS;
    int at = 0;
    int[] numbers = new int[PARTS.length];
    for (int i = 0; i < PARTS.length; i++) {
      Matcher part = PARTS[i].form().matcher(text).region(at, text.length());
      if (!part.lookingAt()) {
        throw wrong(text, layout, text.substring(at), PARTS[i].layout());
      }
      numbers[i] = i % 2 == 0 ? Integer.parseInt(part.group()) : 0;
      at = part.end();
    }
    int nanos = 0;
    Matcher fraction = FRACTION.matcher(text).region(at, text.length());
    if (micro && !(fraction.lookingAt() && fraction.end() - at == 7)) {
      throw wrong(text, layout, text.substring(at), ".000000");
    }
    if (fraction.lookingAt()) {
      nanos = Integer.parseInt((fraction.group().substring(1) + "000000000").substring(0, 9));
      at = fraction.end();
    }
    Matcher zone = ZONE.matcher(text).region(at, text.length());
    if (!zone.lookingAt()) {
      throw wrong(text, layout, text.substring(at), "Z07:00");
    }
    if (zone.end() != text.length()) {
      throw new ConformException(
          "parsing time \"" + text + "\": extra text: \"" + text.substring(zone.end()) + "\"");
    }
    return instant(text, numbers, nanos, zone.group());
  }

  private static Instant instant(String text, int[] numbers, int nanos, String zone) {
    String out = "month";
    try {
      LocalDate.of(numbers[0], numbers[2], 1);
      out = "day";
      LocalDate date = LocalDate.of(numbers[0], numbers[2], numbers[4]);
      out = numbers[6] > 23 ? "hour" : numbers[8] > 59 ? "minute" : "second";
      LocalTime time = LocalTime.of(numbers[6], numbers[8], numbers[10], nanos);
      out = "time zone offset hour";
      return LocalDateTime.of(date, time).toInstant(ZoneOffset.of(zone));
    } catch (DateTimeException e) {
      throw new ConformException("parsing time \"" + text + "\": " + out + " out of range");
    }
  }

  private static ConformException wrong(String text, String layout, String rest, String part) {
    return new ConformException(
        "parsing time \""
            + text
            + "\" as \""
            + layout
            + "\": cannot parse \""
            + rest
            + "\" as \""
            + part
            + "\"");
  }
}

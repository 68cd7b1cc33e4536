package io.binnacle.schema.protobuf;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;

/** Moments between their RFC 3339 text and the seconds and nanoseconds of the wire. */
final class WireTime {
  private static final long DAY = 86_400;

  /** The days from 0000-03-01 to 1970: years that begin in March have their leap day last. */
  private static final long EPOCH_DAY = 719_468;

  /** The first second of the year 0000 and the first of the year 10000: what the text can hold. */
  private static final long FIRST = -62_167_219_200L;

  private static final long LAST = 253_402_300_800L;
  private static final byte[] FORM =
      "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.US_ASCII);
  private static final int SECONDS_END = 19;

  private WireTime() {}

  /** To the second. */
  static String seconds(long seconds) {
    byte[] text = date(seconds, SECONDS_END + 1);
    text[SECONDS_END] = 'Z';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** To the microsecond; what is finer is cut off. */
  static String micros(long seconds, long nanos) {
    byte[] text = date(seconds + Math.floorDiv(nanos, 1_000_000_000L), FORM.length);
    int micros = (int) (Math.floorMod(nanos, 1_000_000_000L) / 1000);
    for (int i = FORM.length - 2; i > SECONDS_END; i--) {
      text[i] = (byte) ('0' + micros % 10);
      micros /= 10;
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static byte[] date(long seconds, int length) {
    if (seconds < FIRST || seconds >= LAST) {
      throw new ProtobufException("time out of range: " + seconds);
    }
    byte[] text = Arrays.copyOf(FORM, length);
    int ofDay = (int) Math.floorMod(seconds, DAY);
    two(text, 11, ofDay / 3600);
    two(text, 14, ofDay / 60 % 60);
    two(text, 17, ofDay % 60);
    long day = Math.floorDiv(seconds, DAY) + EPOCH_DAY;
    long era = Math.floorDiv(day, 146_097L);
    int ofEra = (int) (day - era * 146_097);
    int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int month = (5 * ofYear + 2) / 153;
    int year = (int) (yearOfEra + era * 400) + (month >= 10 ? 1 : 0);
    two(text, 0, year / 100);
    two(text, 2, year % 100);
    two(text, 5, month < 10 ? month + 3 : month - 9);
    two(text, 8, ofYear - (153 * month + 2) / 5 + 1);
    return text;
  }

  private static void two(byte[] text, int at, int number) {
    text[at] = (byte) ('0' + number / 10);
    text[at + 1] = (byte) ('0' + number % 10);
  }

  /** The seconds of a text; what is finer is cut off. */
  static long seconds(String text) {
    return isPlain(text) ? plainSeconds(text) : parse(text).getEpochSecond();
  }

  /** The nanoseconds beyond the second. */
  static int nanos(String text) {
    if (!isPlain(text)) {
      return parse(text).getNano();
    }
    int micros = 0;
    for (int i = SECONDS_END + 1; i < text.length() - 1; i++) {
      micros = 10 * micros + text.charAt(i) - '0';
    }
    return micros * 1000;
  }

  /** Whether it is written as the API does, on a day that every month has. */
  private static boolean isPlain(String text) {
    int last = text.length() - 1;
    if (last != SECONDS_END && last != FORM.length - 1 || text.charAt(last) != 'Z') {
      return false;
    }
    for (int i = 0; i < last; i++) {
      char c = text.charAt(i);
      if (FORM[i] == '0' ? c < '0' || c > '9' : c != FORM[i]) {
        return false;
      }
    }
    return isWithin(number(text, 5), 1, 12)
        && isWithin(number(text, 8), 1, 28)
        && number(text, 11) < 24
        && number(text, 14) < 60
        && number(text, 17) < 60;
  }

  private static boolean isWithin(int number, int least, int most) {
    return number >= least && number <= most;
  }

  private static int number(String text, int at) {
    return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
  }

  private static long plainSeconds(String text) {
    int month = number(text, 5);
    long year = 100L * number(text, 0) + number(text, 2) - (month < 3 ? 1 : 0);
    int ofYear = (153 * (month < 3 ? month + 9 : month - 3) + 2) / 5 + number(text, 8) - 1;
    long day =
        365 * year
            + Math.floorDiv(year, 4L)
            - Math.floorDiv(year, 100L)
            + Math.floorDiv(year, 400L)
            + ofYear
            - EPOCH_DAY;
    return day * DAY + number(text, 11) * 3600L + number(text, 14) * 60L + number(text, 17);
  }

  /**
   * @throws ProtobufException if the text is no RFC 3339 time
   */
  private static Instant parse(String text) {
    try {
      return text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new ProtobufException("'" + text + "' is no time");
    }
  }
}

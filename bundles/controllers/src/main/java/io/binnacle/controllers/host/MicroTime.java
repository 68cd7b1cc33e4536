package io.binnacle.controllers.host;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The text of a moment in a Lease: RFC 3339 with microseconds, always with all six digits. */
final class MicroTime {
  private MicroTime() {}

  static String of(Instant moment) {
    String text = moment.truncatedTo(ChronoUnit.MICROS).toString();
    int point = text.indexOf('.');
    String whole = point < 0 ? text.substring(0, text.length() - 1) : text.substring(0, point);
    String fraction = point < 0 ? "" : text.substring(point + 1, text.length() - 1);
    return whole + "." + (fraction + "000000").substring(0, 6) + "Z";
  }
}

package io.binnacle.schema.protobuf;

import io.binnacle.schema.ConformException;
import io.binnacle.schema.GoDuration;
import java.math.BigDecimal;

/** Spans of time between their text, such as {@code 1h30m0s}, and the nanoseconds of the wire. */
final class WireDuration {
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000_000_000L);

  private WireDuration() {}

  /**
   * @throws ProtobufException if the text is no duration
   */
  static long parse(String text) {
    try {
      return GoDuration.nanos(text);
    } catch (ConformException e) {
      throw new ProtobufException(String.valueOf(e.getMessage()));
    }
  }

  /** As Go writes it: hours, minutes and seconds; less than a second in the largest unit. */
  static String text(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    BigDecimal length = BigDecimal.valueOf(nanos).abs();
    BigDecimal one = BigDecimal.ONE;
    for (String unit : new String[] {"ns", "µs", "ms"}) {
      BigDecimal next = one.movePointRight(3);
      if (length.compareTo(next) < 0) {
        return sign + plain(length.divide(one)) + unit;
      }
      one = next;
    }
    long minutes = length.divideToIntegralValue(MINUTE).longValueExact();
    String seconds = plain(length.remainder(MINUTE).movePointLeft(9)) + "s";
    String hours = minutes < 60 ? "" : minutes / 60 + "h";
    return sign + hours + (minutes == 0 ? "" : minutes % 60 + "m") + seconds;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}

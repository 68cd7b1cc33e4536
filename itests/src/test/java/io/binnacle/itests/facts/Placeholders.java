package io.binnacle.itests.facts;

import java.util.regex.Pattern;

/** Puts the placeholders of the recordings where a text differs from run to run. */
final class Placeholders {
  private static final Pattern UID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIME =
      Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

  /** What generateName appends. */
  private static final Pattern SUFFIX =
      Pattern.compile("-[bcdfghjklmnpqrstvwxz2456789]{5}(?=[\"\\s,)])");

  private static final Pattern REVISION =
      Pattern.compile("(current: |in record \\(|resourceVersion\\\\\":\\\\\")\\d+");

  private Placeholders() {}

  static String in(String text) {
    String result = UID.matcher(text).replaceAll("<uid>");
    result = TIME.matcher(result).replaceAll("<time>");
    result = SUFFIX.matcher(result).replaceAll("-<5>");
    return REVISION.matcher(result).replaceAll("$1<rv>");
  }
}

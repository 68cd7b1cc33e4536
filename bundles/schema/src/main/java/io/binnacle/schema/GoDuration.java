package io.binnacle.schema;

import java.util.regex.Pattern;

/** Durations as the API writes them: {@code 1h30m}, {@code 300ms}. */
final class GoDuration {
  private static final Pattern FORM =
      Pattern.compile("[-+]?(0|(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+");

  private static final int MAX_TEXT = 100;

  private GoDuration() {}

  static String checked(String text) {
    if (text.length() > MAX_TEXT || !FORM.matcher(text).matches()) {
      throw new ConformException("time: invalid duration \"" + text + "\"");
    }
    return text;
  }
}

package io.binnacle.resources.batch.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The form of a cron schedule: five fields, or a word such as {@code @daily}, as the library reads
 * it that CronJob controllers use.
 */
final class CronSchedule {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final List<Bounds> FIELDS =
      List.of(
          new Bounds(0, 59, List.of()),
          new Bounds(0, 23, List.of()),
          new Bounds(1, 31, List.of()),
          new Bounds(1, 12, MONTHS),
          new Bounds(0, 6, DAYS));
  private static final Set<String> WORDS =
      Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
  private static final String EVERY = "@every ";
  private static final Pattern DURATION =
      Pattern.compile("[-+]?(0|(([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)");

  private CronSchedule() {}

  /** What a field may hold, with the names of its numbers, if they have any. */
  private record Bounds(int min, int max, List<String> names) {}

  /** What is wrong with the schedule, empty if nothing. */
  static Optional<String> problem(String schedule) {
    try {
      check(schedule);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static void check(String schedule) {
    String rest = schedule;
    if (rest.startsWith("TZ=") || rest.startsWith("CRON_TZ=")) {
      int space = rest.indexOf(' ');
      String zone = rest.substring(rest.indexOf('=') + 1, space < 0 ? rest.length() : space);
      if (!TimeZones.isKnown(zone) && !zone.isEmpty() && !zone.equals("Local")) {
        throw new IllegalArgumentException(
            "provided bad location " + zone + ": unknown time zone " + zone);
      }
      rest = space < 0 ? "" : rest.substring(space).strip();
    }
    if (rest.startsWith("@")) {
      checkWord(rest);
      return;
    }
    List<String> fields = rest.isBlank() ? List.of() : Arrays.asList(rest.strip().split("\\s+"));
    if (fields.size() != FIELDS.size()) {
      throw new IllegalArgumentException(
          "expected exactly 5 fields, found "
              + fields.size()
              + ": ["
              + String.join(" ", fields)
              + "]");
    }
    for (int i = 0; i < FIELDS.size(); i++) {
      for (String range : fields.get(i).split(",", -1)) {
        if (!range.isEmpty()) {
          checkRange(range, FIELDS.get(i));
        }
      }
    }
  }

  private static void checkWord(String word) {
    if (WORDS.contains(word)) {
      return;
    }
    if (!word.startsWith(EVERY)) {
      throw new IllegalArgumentException("unrecognized descriptor: " + word);
    }
    String duration = word.substring(EVERY.length());
    if (!DURATION.matcher(duration).matches()) {
      throw new IllegalArgumentException(
          "failed to parse duration " + word + ": time: invalid duration \"" + duration + "\"");
    }
  }

  /** {@code number | number "-" number [ "/" number ]}, or a star in place of the numbers. */
  private static void checkRange(String text, Bounds bounds) {
    String[] rangeAndStep = text.split("/", -1);
    String[] ends = rangeAndStep[0].split("-", -1);
    boolean star = ends[0].equals("*") || ends[0].equals("?");
    int start = star ? bounds.min() : number(ends[0], bounds);
    int end = star ? bounds.max() : start;
    if (!star && ends.length == 2) {
      end = number(ends[1], bounds);
    } else if (!star && ends.length > 2) {
      throw new IllegalArgumentException("too many hyphens: " + text);
    }
    int step = 1;
    if (rangeAndStep.length == 2) {
      step = number(rangeAndStep[1], new Bounds(0, 0, List.of()));
      if (ends.length == 1) {
        end = bounds.max();
      }
    } else if (rangeAndStep.length > 2) {
      throw new IllegalArgumentException("too many slashes: " + text);
    }
    checkOrder(start, end, step, bounds, text);
  }

  private static void checkOrder(int start, int end, int step, Bounds bounds, String text) {
    if (start < bounds.min()) {
      throw wrong("beginning of range (%d) below minimum (%d): %s", start, bounds.min(), text);
    }
    if (end > bounds.max()) {
      throw wrong("end of range (%d) above maximum (%d): %s", end, bounds.max(), text);
    }
    if (start > end) {
      throw wrong("beginning of range (%d) beyond end of range (%d): %s", start, end, text);
    }
    if (step == 0) {
      throw new IllegalArgumentException("step of range should be a positive number: " + text);
    }
  }

  private static IllegalArgumentException wrong(String words, int one, int other, String text) {
    return new IllegalArgumentException(String.format(Locale.ROOT, words, one, other, text));
  }

  private static int number(String text, Bounds bounds) {
    int named = bounds.names().indexOf(text.toLowerCase(Locale.ROOT));
    if (named >= 0) {
      return named + bounds.min();
    }
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "failed to parse int from "
              + text
              + ": strconv.Atoi: parsing \""
              + text
              + "\": invalid syntax",
          e);
    }
    if (value < 0) {
      throw new IllegalArgumentException("negative number (" + value + ") not allowed: " + text);
    }
    return value;
  }
}

package io.binnacle.crd.cel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version (semver.org, 2.0.0).
 *
 * @param preRelease what stands behind the dash, "" for a release
 */
record Semver(long major, long minor, long patch, String preRelease) implements Comparable<Semver> {
  private static final Pattern STRICT =
      Pattern.compile(
          "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-([0-9A-Za-z.-]+))?"
              + "(?:\\+[0-9A-Za-z.-]+)?");

  static boolean isValid(String text) {
    return STRICT.matcher(text).matches();
  }

  /**
   * @throws IllegalArgumentException if the text is no version
   */
  static Semver parse(String text) {
    Matcher parts = STRICT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no semantic version");
    }
    String preRelease = parts.group(4);
    return new Semver(
        Long.parseLong(parts.group(1)),
        Long.parseLong(parts.group(2)),
        Long.parseLong(parts.group(3)),
        preRelease == null ? "" : preRelease);
  }

  /** The text as a full version: without a leading v, missing parts as zeros. */
  static String normalized(String text) {
    String plain = text.startsWith("v") ? text.substring(1) : text;
    int end = plain.length();
    for (int i = 0; i < plain.length(); i++) {
      if (plain.charAt(i) == '-' || plain.charAt(i) == '+') {
        end = i;
        break;
      }
    }
    StringBuilder numbers = new StringBuilder();
    String[] parts = plain.substring(0, end).split("\\.", -1);
    for (int i = 0; i < Math.max(3, parts.length); i++) {
      String part = i < parts.length ? parts[i].replaceFirst("^0+(?=\\d)", "") : "0";
      numbers.append(i == 0 ? "" : ".").append(part);
    }
    return numbers + plain.substring(end);
  }

  @Override
  public int compareTo(Semver other) {
    int order = Long.compare(major, other.major);
    order = order != 0 ? order : Long.compare(minor, other.minor);
    order = order != 0 ? order : Long.compare(patch, other.patch);
    if (order != 0 || preRelease.equals(other.preRelease)) {
      return order;
    }
    if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
      return preRelease.isEmpty() ? 1 : -1;
    }
    String[] left = preRelease.split("\\.", -1);
    String[] right = other.preRelease.split("\\.", -1);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int part = comparePart(left[i], right[i]);
      if (part != 0) {
        return part;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static int comparePart(String left, String right) {
    boolean leftNumber = left.matches("\\d{1,18}");
    boolean rightNumber = right.matches("\\d{1,18}");
    if (leftNumber && rightNumber) {
      return Long.compare(Long.parseLong(left), Long.parseLong(right));
    }
    return leftNumber == rightNumber ? left.compareTo(right) : leftNumber ? -1 : 1;
  }
}

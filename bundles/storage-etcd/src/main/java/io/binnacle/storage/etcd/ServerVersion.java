package io.binnacle.storage.etcd;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which etcd a member is.
 *
 * @param release false for what comes before a release, such as 3.6.0-rc.1
 */
record ServerVersion(int major, int minor, int patch, boolean release) {
  private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(.*)");
  private static final int FIXED_3_4 = 31;
  private static final int FIXED_3_5 = 13;

  /** The version in a member's status; 0.0.0 where it can't be read. */
  static ServerVersion of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return new ServerVersion(0, 0, 0, false);
    }
    return new ServerVersion(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        !matcher.group(4).startsWith("-"));
  }

  /**
   * Whether a watch's answer to a progress request can be believed. Before 3.4.25 and 3.5.8 it
   * could overtake events that it spoke for (etcd issue 15220); before 3.4.31 and 3.5.13 it could
   * fail to come (17507). kube-apiserver draws the same line.
   */
  boolean tellsProgress() {
    if (!release) {
      return major == 3 && minor > 6 || major > 3;
    }
    if (major != 3) {
      return major > 3;
    }
    return switch (minor) {
      case 0, 1, 2, 3 -> false;
      case 4 -> patch >= FIXED_3_4;
      case 5 -> patch >= FIXED_3_5;
      default -> true;
    };
  }
}

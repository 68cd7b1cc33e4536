package io.binnacle.crd.structural;

import java.util.regex.Pattern;

/** Tells texts that are IP addresses, without asking anybody for a name. */
public final class IpText {
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  private IpText() {}

  /** Four decimal numbers without leading zeros. */
  public static boolean isV4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean digits =
          !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!digits || part.length() > 1 && part.startsWith("0") || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  /** Eight groups, some of which one {@code ::} may stand for; the last two may be an IPv4. */
  public static boolean isV6(String text) {
    int gap = text.indexOf("::");
    if (text.indexOf(':') < 0 || gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    int groups =
        gap < 0
            ? count(text, true)
            : sum(count(text.substring(0, gap), false), count(text.substring(gap + 2), true));
    return gap < 0 ? groups == 8 : groups >= 0 && groups < 8;
  }

  /** An address and the length of a prefix. */
  public static boolean isCidr(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return false;
    }
    String address = text.substring(0, slash);
    String length = text.substring(slash + 1);
    boolean v4 = isV4(address);
    if (!v4 && !isV6(address) || !length.matches("0|[1-9]\\d{0,2}")) {
      return false;
    }
    return Integer.parseInt(length) <= (v4 ? 32 : 128);
  }

  private static int sum(int left, int right) {
    return left < 0 || right < 0 ? -1 : left + right;
  }

  /** The groups of a text, -1 if it has something else. */
  private static int count(String text, boolean last) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] parts = text.split(":", -1);
    int groups = 0;
    for (int i = 0; i < parts.length; i++) {
      if (last && i == parts.length - 1 && isV4(parts[i])) {
        groups += 2;
      } else if (GROUP.matcher(parts[i]).matches()) {
        groups++;
      } else {
        return -1;
      }
    }
    return groups;
  }
}

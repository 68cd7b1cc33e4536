package io.binnacle.resources.core.internal.rules;

import io.binnacle.api.status.FieldError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses and networks written as text; nothing here asks a name service. */
public final class IpRules {
  public static final String ADDRESS =
      "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
  public static final String NETWORK =
      "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private IpRules() {}

  /** The address, null if the text is none. */
  public static @Nullable InetAddress parse(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** The address in the one way of writing it that is meant for comparing (RFC 5952). */
  public static String canonical(String text) {
    InetAddress address = parse(text);
    return address == null ? text : canonical(address);
  }

  /** As {@link #canonical(String)}. */
  public static String canonical(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return address.getHostAddress();
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        boolean first = text.length() == 0 || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  public static boolean isV6(String text) {
    return text.contains(":");
  }

  public static boolean isNetwork(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || parse(text.substring(0, slash)) == null) {
      return false;
    }
    String length = text.substring(slash + 1);
    return length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= (isV6(text) ? 128 : 32);
  }

  /** An address that other machines can reach: not loopback, link-local or unspecified. */
  public static List<FieldError> nonSpecial(String text, String path) {
    InetAddress address = parse(text);
    if (address == null) {
      return List.of(FieldError.invalid(path, text, "must be a valid IP address"));
    }
    String problem = null;
    if (address.isAnyLocalAddress()) {
      problem = "may not be unspecified (" + text + ")";
    } else if (address.isLoopbackAddress()) {
      problem = "may not be in the loopback range (127.0.0.0/8, ::1/128)";
    } else if (address.isLinkLocalAddress()) {
      problem = "may not be in the link-local range (169.254.0.0/16, fe80::/10)";
    } else if (address.isMulticastAddress() && text.startsWith("224.0.0.")) {
      problem = "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)";
    }
    return problem == null ? List.of() : List.of(FieldError.invalid(path, text, problem));
  }
}

package io.binnacle.resources.networking.internal;

import io.binnacle.api.status.FieldError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses written as text; nothing here asks a name service. */
final class Addresses {
  static final String WANTED = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private Addresses() {}

  /** The address, null if the text is none. */
  static @Nullable InetAddress parse(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  static boolean isV6(String text) {
    return text.contains(":");
  }

  /** That it is an address. */
  static List<FieldError> problems(String text, String path) {
    return parse(text) == null ? List.of(FieldError.invalid(path, text, WANTED)) : List.of();
  }

  /** That it is an address that others can reach; says nothing of what is no address. */
  static List<FieldError> unreachable(String text, String path) {
    InetAddress address = parse(text);
    String problem = address == null ? null : special(address, text);
    return problem == null ? List.of() : List.of(FieldError.invalid(path, text, problem));
  }

  private static @Nullable String special(InetAddress address, String text) {
    if (address.isAnyLocalAddress()) {
      return "may not be unspecified (" + text + ")";
    }
    if (address.isLoopbackAddress()) {
      return "may not be in the loopback range (127.0.0.0/8, ::1/128)";
    }
    if (address.isLinkLocalAddress()) {
      return "may not be in the link-local range (169.254.0.0/16, fe80::/10)";
    }
    return address.isMulticastAddress() && text.startsWith("224.0.0.")
        ? "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"
        : null;
  }

  /** As addresses are written by all who agree (RFC 5952): the longest run of zeros cut short. */
  static String canonical(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return address.getHostAddress();
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
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
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}

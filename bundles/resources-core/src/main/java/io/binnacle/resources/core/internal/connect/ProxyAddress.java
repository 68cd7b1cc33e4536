package io.binnacle.resources.core.internal.connect;

import io.binnacle.api.status.StatusException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Whether an address may be proxied to. Loopback, link-local and multicast addresses are the
 * server's own surroundings, which no object may lead a client into.
 */
final class ProxyAddress {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private ProxyAddress() {}

  /**
   * @param address an address, not a name
   * @throws StatusException BadRequest if it may not
   */
  static void check(String address) {
    if (!LITERAL.matcher(address).matches() || !isAllowed(parse(address))) {
      throw refusal("address not allowed");
    }
  }

  /** As {@link #check}, for all addresses of a name; it may be an address, too. */
  static void checkHost(String host) {
    if (LITERAL.matcher(host).matches()) {
      check(host);
      return;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!isAllowed(address)) {
          throw refusal("address not allowed");
        }
      }
    } catch (UnknownHostException e) {
      throw refusal("lookup " + host + ": no such host");
    }
  }

  private static InetAddress parse(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw refusal("address not allowed");
    }
  }

  private static boolean isAllowed(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean broadcast = bytes.length == 4 && (bytes[0] & bytes[1] & bytes[2] & bytes[3]) == -1;
    return !(broadcast
        || address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isMulticastAddress()
        || address.isLinkLocalAddress());
  }

  private static StatusException refusal(String message) {
    return StatusException.badRequest(message);
  }
}

package io.binnacle.crd.cel;

import io.binnacle.crd.structural.IpText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** An IP address. Immutable. */
final class IpAddress {
  private final InetAddress address;

  private IpAddress(InetAddress address) {
    this.address = address;
  }

  static boolean isValid(String text) {
    return IpText.isV4(text) || IpText.isV6(text);
  }

  /**
   * @throws IllegalArgumentException if the text is no address
   */
  static IpAddress parse(String text) {
    if (!isValid(text)) {
      throw new IllegalArgumentException(
          "IP Address \""
              + text
              + "\" parse error during conversion from string: unable to parse IP");
    }
    try {
      return new IpAddress(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static IpAddress of(byte[] bytes) {
    try {
      return new IpAddress(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  byte[] bytes() {
    return address.getAddress();
  }

  InetAddress address() {
    return address;
  }

  long family() {
    return bytes().length == 4 ? 4 : 6;
  }

  /** Whether it belongs to all hosts of a network, in the sense of Go's net package. */
  boolean isGlobalUnicast() {
    boolean broadcast = family() == 4 && Arrays.equals(bytes(), new byte[] {-1, -1, -1, -1});
    return !broadcast
        && !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isMulticastAddress()
        && !address.isLinkLocalAddress();
  }

  /** The address in its shortest form (RFC 5952). */
  @Override
  public String toString() {
    if (family() == 4) {
      return address.getHostAddress();
    }
    byte[] bytes = bytes();
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
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }
}

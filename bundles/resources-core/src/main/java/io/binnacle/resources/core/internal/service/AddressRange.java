package io.binnacle.resources.core.internal.service;

import io.binnacle.resources.core.internal.rules.IpRules;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The network from which Services get their addresses. Offset 0 is the network itself and never
 * given out; offset 1 is that of the Service {@code kubernetes}.
 *
 * @param base the first address, as a number
 * @param size how many offsets there are; of a big IPv6 network only the first 65,536
 * @param bytes 4 or 16, the length of an address
 */
public record AddressRange(BigInteger base, int size, int bytes) {
  private static final int MOST = 1 << 16;

  /**
   * Reads a network such as {@code 10.0.0.0/24}.
   *
   * @throws IllegalArgumentException if it is none, or holds no address to give out
   */
  public static AddressRange parse(String network) {
    if (!IpRules.isNetwork(network)) {
      throw new IllegalArgumentException(
          "service-cluster-ip-range \"" + network + "\": " + IpRules.NETWORK);
    }
    int slash = network.indexOf('/');
    InetAddress address = IpRules.parse(network.substring(0, slash));
    byte[] raw = address == null ? new byte[0] : address.getAddress();
    int free = raw.length * 8 - Integer.parseInt(network.substring(slash + 1));
    if (free < 2) {
      throw new IllegalArgumentException(
          "service-cluster-ip-range \"" + network + "\": must hold at least 4 addresses");
    }
    BigInteger base = new BigInteger(1, raw).shiftRight(free).shiftLeft(free);
    return new AddressRange(base, free >= 16 && raw.length > 4 ? MOST : sizeOf(free), raw.length);
  }

  private static int sizeOf(int freeBits) {
    return freeBits >= 24 ? 1 << 24 : 1 << freeBits;
  }

  /** {@code IPv4} or {@code IPv6}. */
  public String family() {
    return bytes == 4 ? "IPv4" : "IPv6";
  }

  /** The address at an offset. */
  public String at(int offset) {
    byte[] number = base.add(BigInteger.valueOf(offset)).toByteArray();
    byte[] raw = new byte[bytes];
    int length = Math.min(number.length, bytes);
    System.arraycopy(number, number.length - length, raw, bytes - length, length);
    try {
      return IpRules.canonical(InetAddress.getByAddress(raw));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + raw.length + " bytes", e);
    }
  }

  /** Whether the address can be given out. */
  public boolean contains(String text) {
    InetAddress address = IpRules.parse(text);
    if (address == null || address.getAddress().length != bytes) {
      return false;
    }
    BigInteger offset = new BigInteger(1, address.getAddress()).subtract(base);
    return offset.signum() > 0
        && offset.compareTo(BigInteger.valueOf(size - (bytes == 4 ? 1 : 0))) < 0;
  }

  /** Where the offsets begin that are given out unasked; below it clients choose for themselves. */
  int dynamicFrom() {
    return Math.min(size - 2, Math.min(Math.max(16, size / 16), 256));
  }
}

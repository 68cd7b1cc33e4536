package io.binnacle.resources.networking.internal;

import io.binnacle.api.status.FieldError;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of addresses, written {@code address/length} (CIDR).
 *
 * @param address any address of the range
 * @param length how many leading bits all addresses have in common
 */
record Network(InetAddress address, int length) {
  static final String WANTED = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

  /** The range, null if the text is none. */
  static @Nullable Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = slash < 0 ? null : Addresses.parse(text.substring(0, slash));
    String digits = text.substring(slash + 1);
    if (address == null || !digits.matches("0|[1-9][0-9]{0,2}")) {
      return null;
    }
    int length = Integer.parseInt(digits);
    return length <= 8 * address.getAddress().length ? new Network(address, length) : null;
  }

  static List<FieldError> problems(String text, String path) {
    return parse(text) == null ? List.of(FieldError.invalid(path, text, WANTED)) : List.of();
  }

  /** That it is a range, written by its first address. */
  static List<FieldError> strictProblems(String text, String path) {
    Network network = parse(text);
    if (network == null) {
      return List.of(FieldError.invalid(path, text, WANTED));
    }
    byte[] bytes = network.address.getAddress();
    return Arrays.equals(bytes, network.masked(bytes))
        ? List.of()
        : List.of(
            FieldError.invalid(path, text, "must not have bits set beyond the prefix length"));
  }

  boolean isV6() {
    return address.getAddress().length == 16;
  }

  /** Whether the other range lies in this one and is smaller. */
  boolean isStrictlyAround(Network other) {
    return isV6() == other.isV6()
        && other.length > length
        && Arrays.equals(masked(address.getAddress()), masked(other.address.getAddress()));
  }

  private byte[] masked(byte[] bytes) {
    byte[] masked = bytes.clone();
    for (int bit = length; bit < 8 * masked.length; bit++) {
      masked[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    return masked;
  }
}

package io.binnacle.crd.cel;

import io.binnacle.crd.structural.IpText;

/**
 * An address and the length of a prefix.
 *
 * @param address as written
 * @param length in bits
 */
record IpRange(IpAddress address, int length) {
  /**
   * @throws IllegalArgumentException if the text is no range
   */
  static IpRange parse(String text) {
    if (!IpText.isCidr(text)) {
      throw new IllegalArgumentException(
          "network address parse error during conversion from string: \"" + text + "\"");
    }
    int slash = text.indexOf('/');
    return new IpRange(
        IpAddress.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  IpRange masked() {
    byte[] bytes = address.bytes();
    for (int bit = length; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
    }
    return new IpRange(IpAddress.of(bytes), length);
  }

  boolean contains(IpAddress other) {
    return other.family() == address.family()
        && new IpRange(other, length).masked().address().equals(masked().address());
  }

  boolean contains(IpRange other) {
    return other.length >= length && contains(other.address);
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}

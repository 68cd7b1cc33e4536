package io.binnacle.resources.core.internal.service;

/**
 * The ports that Services may open on every node.
 *
 * @param first the lowest
 * @param last the highest
 */
public record PortRange(int first, int last) {
  /**
   * Reads {@code 30000-32767}.
   *
   * @throws IllegalArgumentException if it is no range of ports
   */
  public static PortRange parse(String text) {
    int dash = text.indexOf('-');
    try {
      int first = Integer.parseInt(text.substring(0, dash).strip());
      int last = Integer.parseInt(text.substring(dash + 1).strip());
      if (first >= 1 && last <= 65535 && first <= last) {
        return new PortRange(first, last);
      }
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      // Told below, together with ranges that are no ranges.
    }
    throw new IllegalArgumentException(
        "service-node-port-range \"" + text + "\" must look like 30000-32767");
  }

  boolean contains(long port) {
    return port >= first && port <= last;
  }

  int size() {
    return last - first + 1;
  }

  /** Where the ports begin that are given out unasked. */
  int dynamicFrom() {
    int reserved = size() < 32 ? 0 : Math.min(Math.max(16, size() / 32), 128);
    return first + reserved;
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}

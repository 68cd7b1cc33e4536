package io.binnacle.resources.core.internal.bootstrap;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.Optional;

/** The address at which others reach this machine. */
final class AdvertisedAddress {
  private AdvertisedAddress() {}

  /** The one that was set, else the first IPv4 address that others can reach, if there is any. */
  static Optional<String> of(String setting) {
    if (!setting.isEmpty()) {
      return Optional.of(setting);
    }
    try {
      for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(card.getInetAddresses())) {
          if (address.getAddress().length == 4
              && !address.isLoopbackAddress()
              && !address.isLinkLocalAddress()) {
            return Optional.of(address.getHostAddress());
          }
        }
      }
    } catch (SocketException e) {
      // Without network cards to ask there is no address to tell.
      return Optional.empty();
    }
    return Optional.empty();
  }
}

package io.binnacle.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells numeric addresses from names, so that checking one never asks a name server. */
final class IpAddress {
  private IpAddress() {}

  static boolean isValid(String text) {
    if (text.indexOf(':') >= 0) {
      return text.matches("[0-9A-Fa-f:.]+") && parses(text);
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean parses(String text) {
    try {
      return InetAddress.getByName(text).getAddress().length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}

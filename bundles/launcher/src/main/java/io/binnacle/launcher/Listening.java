package io.binnacle.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Tries the port before anything is made or opened, so that a taken one is told at once and nothing
 * changes. Another process may still take it in between; then the bundle that listens says so.
 */
final class Listening {
  private Listening() {}

  static void check(String address, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (IOException e) {
      String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
      throw new StartException("cannot listen on " + host + ":" + port + ": " + e.getMessage());
    }
  }
}

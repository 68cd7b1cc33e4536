package io.binnacle.benchmarks.load.client;

import java.net.URI;

/**
 * A server to put load on, and as whom. Only servers on this machine are accepted.
 *
 * @param host the address, such as 127.0.0.1
 * @param token sent as the bearer token
 */
public record Endpoint(String host, int port, String token) {
  public Endpoint {
    if (!host.equals("127.0.0.1") && !host.equals("localhost") && !host.equals("[::1]")) {
      throw new IllegalArgumentException("only a server on this machine is measured, not " + host);
    }
  }

  /** From {@code https://HOST:PORT}. */
  public static Endpoint of(String url, String token) {
    URI uri = URI.create(url);
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 0) {
      throw new IllegalArgumentException("not https://HOST:PORT: " + url);
    }
    return new Endpoint(uri.getHost(), uri.getPort(), token);
  }
}

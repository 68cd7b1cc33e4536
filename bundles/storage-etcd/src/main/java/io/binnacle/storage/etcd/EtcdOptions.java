package io.binnacle.storage.etcd;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How to reach an etcd cluster.
 *
 * @param servers the members' client URLs, all {@code http} or all {@code https}
 * @param keys where keys lie
 * @param tls certificates for {@code https}
 * @param compactionInterval how often to compact, zero for never
 * @param patience how long a small call may take, its repetitions included
 */
record EtcdOptions(
    List<URI> servers,
    KeySpace keys,
    TlsFiles tls,
    Duration compactionInterval,
    Duration patience) {
  static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int DEFAULT_PORT = 2379;

  EtcdOptions {
    servers = List.copyOf(servers);
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("no etcd server is named");
    }
    if (servers.stream().map(URI::getScheme).distinct().count() > 1) {
      throw new IllegalArgumentException("etcd servers: all http or all https, not " + servers);
    }
    if (compactionInterval.isNegative()) {
      throw new IllegalArgumentException("compaction interval " + compactionInterval);
    }
  }

  boolean usesTls() {
    return servers.get(0).getScheme().equals("https");
  }

  /** Checks the URLs as users write them. */
  static List<URI> servers(Collection<String> urls) {
    List<URI> servers = new ArrayList<>();
    for (String url : urls) {
      if (!url.isBlank()) {
        servers.add(server(url.strip()));
      }
    }
    return servers;
  }

  private static URI server(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("etcd server '" + url + "' is no URL", e);
    }
    boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!known || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "etcd server '" + url + "' must be http://HOST:PORT or https://HOST:PORT");
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port);
  }
}

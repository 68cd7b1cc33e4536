package io.binnacle.launcher;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The value of {@code --etcd-servers}: the client URLs of one cluster's members. */
final class EtcdServers {
  private EtcdServers() {}

  /**
   * The URLs, each {@code SCHEME://HOST:PORT}.
   *
   * @throws IllegalArgumentException if there is none, one is not of that form, or the schemes
   *     differ: a connection is either secured to all members or to none
   */
  static String[] read(String[] words) {
    List<String> urls = new ArrayList<>();
    Set<String> schemes = new HashSet<>();
    for (String word : words) {
      URI uri = parsed(word);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
      if (!Set.of("http", "https").contains(scheme)
          || uri.getHost() == null
          || uri.getPort() < 1
          || uri.getPort() > 65535
          || !bare
          || uri.getRawUserInfo() != null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null) {
        throw new IllegalArgumentException("not SCHEME://HOST:PORT: " + word);
      }
      schemes.add(scheme);
      urls.add(scheme + "://" + uri.getHost() + ":" + uri.getPort());
    }
    if (schemes.size() != 1) {
      throw new IllegalArgumentException(schemes.isEmpty() ? "no URL" : "two schemes");
    }
    return urls.toArray(String[]::new);
  }

  /** Whether connections to these are secured. */
  static boolean areSecure(String[] urls) {
    return urls[0].startsWith("https:");
  }

  private static URI parsed(String word) {
    try {
      URI uri = new URI(word);
      if (uri.isOpaque()) {
        throw new IllegalArgumentException("not SCHEME://HOST:PORT: " + word);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

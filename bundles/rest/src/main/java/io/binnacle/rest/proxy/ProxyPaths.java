package io.binnacle.rest.proxy;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * How paths of a proxied server look from outside: behind the path that the client asked for.
 *
 * @param asked the decoded path that the client asked for
 * @param path the decoded path that the other server is asked for
 */
record ProxyPaths(String asked, String path) {
  /** What stands before the other server's own paths. */
  String prefix() {
    return asked.endsWith(path) ? asked.substring(0, asked.length() - path.length()) : asked;
  }

  /** The path that led to the other server. */
  String forwardedUri() {
    return GoPath.escape(GoPath.clean(prefix() + path));
  }

  /**
   * A Location header as the client has to follow it. One that leads to another host stays.
   *
   * @param backend host and port of the other server
   * @param host the host that the client asked for
   */
  String rewrite(String location, String backend, String host) {
    URI target;
    try {
      target = new URI(location);
    } catch (URISyntaxException e) {
      return location;
    }
    String authority = target.getRawAuthority();
    boolean elsewhere = authority != null && !authority.equals(backend) && !authority.equals(host);
    String raw = target.getRawPath();
    String prefix = GoPath.escape(prefix());
    if (elsewhere || raw == null || !raw.startsWith("/")) {
      return location;
    }
    String seen = raw.startsWith(prefix) ? raw : prefix + raw;
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    String fragment = target.getRawFragment() == null ? "" : "#" + target.getRawFragment();
    return seen + query + fragment;
  }
}

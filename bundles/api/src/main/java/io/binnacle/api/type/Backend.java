package io.binnacle.api.type;

/**
 * Where a request is handed on to.
 *
 * @param trust who it is believed to be
 * @param scheme {@code http} or {@code https}
 * @param host a name or an address, IPv6 without brackets
 * @param port a number; "" for the scheme's own
 * @param path the decoded path; "" for none
 * @param query the parameters as sent, without the question mark; a proxied request's own are used
 *     instead
 */
public record Backend(
    Trust trust, String scheme, String host, String port, String path, String query) {
  /** How the connection is secured. */
  public enum Trust {
    /**
     * A node: it is shown the server's client certificate, and its own is verified if it can be.
     */
    NODE,
    /** As {@link #NODE}, but its certificate is taken as it is. */
    NODE_UNVERIFIED,
    /** Anything else: it is shown nothing and its certificate is taken as it is. */
    ENDPOINT
  }
}

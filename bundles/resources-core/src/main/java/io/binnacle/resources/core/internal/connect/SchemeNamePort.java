package io.binnacle.resources.core.internal.connect;

import java.util.Optional;
import java.util.Set;

/**
 * What a proxied name may tell: {@code NAME}, {@code NAME:PORT} or {@code SCHEME:NAME:PORT}.
 *
 * @param scheme {@code http} or {@code https}, "" for none
 * @param port a number or a port's name, "" for none
 */
record SchemeNamePort(String scheme, String name, String port) {
  private static final Set<String> SCHEMES = Set.of("", "http", "https");

  static Optional<SchemeNamePort> parse(String text) {
    String[] parts = text.split(":", -1);
    return switch (parts.length) {
      case 1 -> valid("", parts[0], "");
      case 2 -> valid("", parts[0], parts[1]);
      case 3 -> valid(parts[0], parts[1], parts[2]);
      default -> Optional.empty();
    };
  }

  private static Optional<SchemeNamePort> valid(String scheme, String name, String port) {
    return name.isEmpty() || !SCHEMES.contains(scheme)
        ? Optional.empty()
        : Optional.of(new SchemeNamePort(scheme, name, port));
  }

  /** The scheme to use; {@code http} where none is told. */
  String schemeOrHttp() {
    return scheme.isEmpty() ? "http" : scheme;
  }
}

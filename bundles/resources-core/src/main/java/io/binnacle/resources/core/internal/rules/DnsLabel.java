package io.binnacle.resources.core.internal.rules;

import io.binnacle.api.type.Names;
import org.jspecify.annotations.Nullable;

/** Names that are RFC 1123 labels, with the words that depend on what else they would be. */
public final class DnsLabel {
  private DnsLabel() {}

  /** What is wrong with the name, null if nothing. */
  public static @Nullable String problem(String name, boolean prefix) {
    if (name.length() > 63) {
      return "must be no more than 63 characters";
    }
    String problem = Names.label(name, prefix);
    return problem != null && name.contains(".") && Names.subdomain(name, prefix) == null
        ? "must not contain dots"
        : problem;
  }
}

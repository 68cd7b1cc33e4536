package io.binnacle.crd.cel;

import dev.cel.common.types.OpaqueType;
import io.binnacle.schema.Quantity;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types that Kubernetes adds to CEL, and what stands for their values. */
final class OpaqueTypes {
  static final OpaqueType QUANTITY = OpaqueType.create("kubernetes.Quantity");
  static final OpaqueType URL = OpaqueType.create("kubernetes.URL");
  static final OpaqueType IP = OpaqueType.create("net.IP");
  static final OpaqueType CIDR = OpaqueType.create("net.CIDR");
  static final OpaqueType SEMVER = OpaqueType.create("kubernetes.Semver");
  static final OpaqueType FORMAT = OpaqueType.create("kubernetes.NamedFormat");
  static final OpaqueType AUTHORIZER = OpaqueType.create("kubernetes.authorization.Authorizer");
  static final OpaqueType PATH_CHECK = OpaqueType.create("kubernetes.authorization.PathCheck");
  static final OpaqueType GROUP_CHECK = OpaqueType.create("kubernetes.authorization.GroupCheck");
  static final OpaqueType RESOURCE_CHECK =
      OpaqueType.create("kubernetes.authorization.ResourceCheck");
  static final OpaqueType DECISION = OpaqueType.create("kubernetes.authorization.Decision");

  private static final List<OpaqueType> ALL =
      List.of(
          QUANTITY,
          URL,
          IP,
          CIDR,
          SEMVER,
          FORMAT,
          AUTHORIZER,
          PATH_CHECK,
          GROUP_CHECK,
          RESOURCE_CHECK,
          DECISION);

  private OpaqueTypes() {}

  /** The type with that name, null if there is none. */
  static @Nullable OpaqueType named(String name) {
    return ALL.stream().filter(type -> type.name().equals(name)).findFirst().orElse(null);
  }

  static Class<?> javaClass(OpaqueType type) {
    if (type.equals(QUANTITY)) {
      return Quantity.class;
    }
    if (type.equals(URL)) {
      return URI.class;
    }
    if (type.equals(IP)) {
      return IpAddress.class;
    }
    if (type.equals(CIDR)) {
      return IpRange.class;
    }
    if (type.equals(SEMVER)) {
      return Semver.class;
    }
    return type.equals(FORMAT) ? NamedFormat.class : Object.class;
  }
}

package io.binnacle.crd.cel;

import dev.cel.common.types.OpaqueType;
import io.binnacle.schema.Quantity;
import java.net.URI;

/** The types that Kubernetes adds to CEL, and what stands for their values. */
final class OpaqueTypes {
  static final OpaqueType QUANTITY = OpaqueType.create("kubernetes.Quantity");
  static final OpaqueType URL = OpaqueType.create("kubernetes.URL");
  static final OpaqueType IP = OpaqueType.create("net.IP");
  static final OpaqueType CIDR = OpaqueType.create("net.CIDR");
  static final OpaqueType SEMVER = OpaqueType.create("kubernetes.Semver");
  static final OpaqueType FORMAT = OpaqueType.create("kubernetes.NamedFormat");

  private OpaqueTypes() {}

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

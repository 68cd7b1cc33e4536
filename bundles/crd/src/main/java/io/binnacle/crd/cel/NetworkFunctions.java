package io.binnacle.crd.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static io.binnacle.crd.cel.OpaqueTypes.CIDR;
import static io.binnacle.crd.cel.OpaqueTypes.IP;

import io.binnacle.crd.structural.IpText;

/** {@code cidr('10.0.0.0/8').containsIP('10.1.2.3')} and the like. */
final class NetworkFunctions {
  private NetworkFunctions() {}

  static void add(FunctionLibrary library) {
    library.global("ip", IP, a -> IpAddress.parse((String) a[0]), STRING);
    library.global("isIP", BOOL, a -> IpAddress.isValid((String) a[0]), STRING);
    library.global("ip.isCanonical", BOOL, a -> isCanonical((String) a[0]), STRING);
    library.global("string", STRING, a -> a[0].toString(), IP);
    library.member("family", INT, a -> ip(a[0]).family(), IP);
    library.member("isUnspecified", BOOL, a -> ip(a[0]).address().isAnyLocalAddress(), IP);
    library.member("isLoopback", BOOL, a -> ip(a[0]).address().isLoopbackAddress(), IP);
    library.member("isGlobalUnicast", BOOL, a -> ip(a[0]).isGlobalUnicast(), IP);
    library.member("isLinkLocalUnicast", BOOL, a -> ip(a[0]).address().isLinkLocalAddress(), IP);
    library.member("isLinkLocalMulticast", BOOL, a -> ip(a[0]).address().isMCLinkLocal(), IP);
    library.global("cidr", CIDR, a -> IpRange.parse((String) a[0]), STRING);
    library.global("isCIDR", BOOL, a -> IpText.isCidr((String) a[0]), STRING);
    library.global("string", STRING, a -> a[0].toString(), CIDR);
    library.member(
        "containsIP", BOOL, a -> cidr(a[0]).contains(IpAddress.parse((String) a[1])), CIDR, STRING);
    library.member("containsIP", BOOL, a -> cidr(a[0]).contains(ip(a[1])), CIDR, IP);
    library.member(
        "containsCIDR", BOOL, a -> cidr(a[0]).contains(IpRange.parse((String) a[1])), CIDR, STRING);
    library.member("containsCIDR", BOOL, a -> cidr(a[0]).contains(cidr(a[1])), CIDR, CIDR);
    library.member("ip", IP, a -> cidr(a[0]).address(), CIDR);
    library.member("masked", CIDR, a -> cidr(a[0]).masked(), CIDR);
    library.member("prefixLength", INT, a -> (long) cidr(a[0]).length(), CIDR);
  }

  private static boolean isCanonical(String text) {
    return IpAddress.parse(text).toString().equals(text);
  }

  private static IpAddress ip(Object value) {
    return (IpAddress) value;
  }

  private static IpRange cidr(Object value) {
    return (IpRange) value;
  }
}

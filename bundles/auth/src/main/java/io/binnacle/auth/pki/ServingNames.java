package io.binnacle.auth.pki;

import io.binnacle.auth.AuthSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names and addresses under which clients reach the server: those that its serving certificate
 * must bear. Addresses are in the form of {@link InetAddress#getHostAddress}.
 */
final class ServingNames {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private ServingNames() {}

  static Set<String> of(AuthSettings settings) {
    Set<String> names = new LinkedHashSet<>();
    names.add("localhost");
    names.add("kubernetes");
    names.add("kubernetes.default");
    names.add("kubernetes.default.svc");
    names.add("kubernetes.default.svc.cluster.local");
    names.add(address("127.0.0.1").getHostAddress());
    names.add(address("::1").getHostAddress());
    for (String range : settings.serviceClusterIpRange().split(",")) {
      if (!range.isBlank()) {
        names.add(firstAddress(range.strip()));
      }
    }
    addListening(settings.bindAddress(), names);
    if (!settings.advertiseAddress().isEmpty()) {
      names.add(canonical(settings.advertiseAddress()));
    }
    String host = hostName();
    if (!host.isEmpty()) {
      names.add(host);
    }
    return names;
  }

  static boolean isAddress(String name) {
    return ADDRESS.matcher(name).matches();
  }

  /** The names in a certificate. */
  static Set<String> in(X509Certificate certificate) {
    Set<String> names = new LinkedHashSet<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> alternative : alternatives) {
          if (alternative.get(1) instanceof String name) {
            names.add(canonical(name));
          }
        }
      }
    } catch (CertificateParsingException e) {
      // A certificate without names that can be read has none that would do.
      return Set.of();
    }
    return names;
  }

  private static void addListening(String bindAddress, Set<String> names) {
    if (bindAddress.isEmpty()) {
      return;
    }
    String name = canonical(bindAddress);
    if (!isAddress(name) || !address(name).isAnyLocalAddress()) {
      names.add(name);
      return;
    }
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(found -> !found.isLinkLocalAddress())
          .forEach(found -> names.add(canonical(found.getHostAddress())));
    } catch (IOException e) {
      // Without its list of interfaces the machine is still reached by the other names.
      return;
    }
  }

  /** The address behind the range's base, which Services' ranges give to the API server. */
  private static String firstAddress(String range) {
    int slash = range.indexOf('/');
    byte[] bytes = address(slash < 0 ? range : range.substring(0, slash)).getAddress();
    int prefix = slash < 0 ? bytes.length * 8 : Integer.parseInt(range.substring(slash + 1));
    for (int bit = prefix; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
    }
    bytes[bytes.length - 1] |= 1;
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("service-cluster-ip-range " + range, e);
    }
  }

  /** The one form of an address; a name as it is. */
  static String canonical(String name) {
    int zone = name.indexOf('%');
    String plain = zone < 0 ? name : name.substring(0, zone);
    return isAddress(plain) ? address(plain).getHostAddress() : plain;
  }

  private static InetAddress address(String literal) {
    if (!isAddress(literal)) {
      throw new IllegalArgumentException("\"" + literal + "\" is no IP address");
    }
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("\"" + literal + "\" is no IP address", e);
    }
  }

  /** From the kernel where it tells, as the resolver may take seconds. */
  private static String hostName() {
    try {
      return Files.isReadable(HOST_NAME)
          ? Files.readString(HOST_NAME).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "";
    }
  }
}

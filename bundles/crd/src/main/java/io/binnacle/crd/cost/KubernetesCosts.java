package io.binnacle.crd.cost;

import dev.cel.common.types.CelType;
import org.jspecify.annotations.Nullable;

/** Functions that Kubernetes adds to CEL, and strings' ones that it counts in its own way. */
final class KubernetesCosts {
  private static final long AUTHORIZATION = 350_000;

  /** For an address of 16 bytes and a range of that size, 0.1 a byte. */
  private static final long ADDRESS_IN_RANGE = 4;

  private static final long RANGE_IN_RANGE = 7;

  /** A quarter of the longest pattern of a named format. */
  private static final double NAMED_FORMAT = 32;

  private KubernetesCosts() {}

  /** Null for a function of others. */
  static @Nullable CallCost of(Call call) {
    return switch (call.function()) {
      case "check" -> CallCost.of(AUTHORIZATION);
      case "fieldSelector", "labelSelector" -> selector(call.size(0));
      case "url", "jsonpatch.escapeKey" -> new CallCost(call.size(0).reading(), call.size(0));
      case "cidr", "isIP", "isCIDR", "quantity", "isQuantity", "semver", "isSemver" ->
          CallCost.of(call.size(0).reading());
      case "ip" -> call.target() == null ? CallCost.of(call.size(0).reading()) : CallCost.ONE;
      case "ip.isCanonical" -> CallCost.of(call.size(0).reading(2));
      case "containsIP" -> contained(call, ADDRESS_IN_RANGE);
      case "containsCIDR" -> contained(call, RANGE_IN_RANGE);
      case "validate" -> CallCost.of(Capped.scaled(call.size(0).reading(), NAMED_FORMAT));
      case "_==_" -> equality(call);
      // All of one step: what only looks at a value that has been parsed.
      case "serviceAccount",
          "path",
          "group",
          "resource",
          "subresource",
          "namespace",
          "name",
          "allowed",
          "reason",
          "error",
          "errored",
          "masked",
          "prefixLength",
          "family",
          "isUnspecified",
          "isLoopback",
          "isLinkLocalMulticast",
          "isLinkLocalUnicast",
          "isGlobalUnicast",
          "format.named",
          "sign",
          "asInteger",
          "isInteger",
          "asApproximateFloat",
          "isGreaterThan",
          "isLessThan",
          "compareTo",
          "add",
          "sub",
          "major",
          "minor",
          "patch",
          "getScheme",
          "getHostname",
          "getHost",
          "getPort",
          "getEscapedPath",
          "getQuery" ->
          CallCost.ONE;
      default -> call.target() == null ? null : TextCosts.of(call, call.target());
    };
  }

  /** A text of requirements, each of two characters at least, and of a list and a structure. */
  private static CallCost selector(SizeRange text) {
    long requirements = Capped.scaled(Capped.scaled(text.most(), 0.5), 50);
    return CallCost.of(Capped.plus(Capped.plus(10, text.reading()), requirements));
  }

  /** What is given as a text is parsed first. */
  private static CallCost contained(Call call, long cost) {
    return CallCost.of(
        call.overload().endsWith("_string") ? Capped.plus(cost, call.size(0).reading()) : cost);
  }

  private static @Nullable CallCost equality(Call call) {
    CelType type = call.arguments().get(0).type();
    if (!type.equals(call.arguments().get(1).type())) {
      return null;
    }
    return switch (type.name()) {
      case "net.IP",
          "net.CIDR",
          "kubernetes.Quantity",
          "kubernetes.Semver",
          "kubernetes.authorization.Authorizer",
          "kubernetes.authorization.PathCheck",
          "kubernetes.authorization.GroupCheck",
          "kubernetes.authorization.ResourceCheck",
          "kubernetes.authorization.Decision" ->
          CallCost.ONE;
      case "kubernetes.NamedFormat" -> CallCost.of(SizeRange.upTo(64).reading());
      case "kubernetes.URL" -> {
        SizeRange known = call.arguments().get(1).known();
        yield CallCost.of((known == null ? SizeRange.exactly(1) : known).reading());
      }
      default -> null;
    };
  }
}

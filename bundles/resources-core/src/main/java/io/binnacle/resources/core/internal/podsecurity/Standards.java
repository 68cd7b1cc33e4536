package io.binnacle.resources.core.internal.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which checks belong to which level as of which version; see "Pod Security Standards". */
final class Standards {
  /** Later versions ask for what this one does. */
  private static final long NEWEST = 36;

  private static final long OPEN = Long.MAX_VALUE;

  /** A check from a minor version until before another. */
  private record Rule(
      String id, Level level, long from, long until, @Nullable String replaces, Check check) {
    boolean isIn(long minor) {
      return from <= minor && minor < until;
    }
  }

  /** In the order in which violations are told. */
  private static final List<Rule> RULES =
      List.of(
          baseline("appArmorProfile", 0, OPEN, ProfileChecks::appArmor),
          baseline("capabilities_baseline", 0, OPEN, BaselineChecks::capabilities),
          baseline("hostNamespaces", 0, OPEN, BaselineChecks::hostNamespaces),
          baseline("hostPathVolumes", 0, OPEN, BaselineChecks::hostPathVolumes),
          baseline("hostPorts", 0, OPEN, BaselineChecks::hostPorts),
          baseline("hostProbesAndHostLifecycle", 34, OPEN, BaselineChecks::hostsOfProbes),
          baseline("privileged", 0, OPEN, BaselineChecks::privileged),
          baseline("procMount", 0, 35, BaselineChecks::procMount),
          baseline("procMount", 35, OPEN, butUserNamespaces(BaselineChecks::procMount)),
          baseline("seLinuxOptions", 0, 31, ProfileChecks.seLinux(Set.of())),
          baseline("seLinuxOptions", 31, OPEN, ProfileChecks.seLinux(Set.of("container_engine_t"))),
          baseline("seccompProfile_baseline", 0, 19, ProfileChecks::seccompAnnotations),
          baseline("seccompProfile_baseline", 19, OPEN, ProfileChecks::seccompBaseline),
          baseline("sysctls", 0, 27, BaselineChecks.sysctls(0)),
          baseline("sysctls", 27, 29, BaselineChecks.sysctls(27)),
          baseline("sysctls", 29, 32, BaselineChecks.sysctls(29)),
          baseline("sysctls", 32, OPEN, BaselineChecks.sysctls(32)),
          baseline("windowsHostProcess", 0, OPEN, BaselineChecks::windowsHostProcess),
          restricted("allowPrivilegeEscalation", 8, 25, null, RestrictedChecks::escalation),
          restricted(
              "allowPrivilegeEscalation", 25, OPEN, null, butWindows(RestrictedChecks::escalation)),
          restricted(
              "capabilities_restricted",
              22,
              25,
              "capabilities_baseline",
              RestrictedChecks::capabilities),
          restricted(
              "capabilities_restricted",
              25,
              OPEN,
              "capabilities_baseline",
              butWindows(RestrictedChecks::capabilities)),
          restricted("procMount_restricted", 35, OPEN, "procMount", BaselineChecks::procMount),
          restricted("restrictedVolumes", 0, OPEN, "hostPathVolumes", RestrictedChecks::volumes),
          restricted("runAsNonRoot", 0, 35, null, RestrictedChecks::runAsNonRoot),
          restricted(
              "runAsNonRoot", 35, OPEN, null, butUserNamespaces(RestrictedChecks::runAsNonRoot)),
          restricted("runAsUser", 23, 35, null, RestrictedChecks::runAsUser),
          restricted("runAsUser", 35, OPEN, null, butUserNamespaces(RestrictedChecks::runAsUser)),
          restricted(
              "seccompProfile_restricted",
              19,
              25,
              "seccompProfile_baseline",
              ProfileChecks::seccompRestricted),
          restricted(
              "seccompProfile_restricted",
              25,
              OPEN,
              "seccompProfile_baseline",
              butWindows(ProfileChecks::seccompRestricted)));

  private Standards() {}

  private static Rule baseline(String id, long from, long until, Check check) {
    return new Rule(id, Level.BASELINE, from, until, null, check);
  }

  private static Rule restricted(
      String id, long from, long until, @Nullable String replaces, Check check) {
    return new Rule(id, Level.RESTRICTED, from, until, replaces, check);
  }

  private static Check butWindows(Check check) {
    return check.butWindows();
  }

  private static Check butUserNamespaces(Check check) {
    return check.butUserNamespaces();
  }

  /** What the pod breaks of a policy, empty if it may be. */
  static List<Violation> violations(Policy policy, PodParts pod) {
    if (policy.isPrivileged()) {
      return List.of();
    }
    long minor = Math.min(policy.version().minor(), NEWEST);
    List<Rule> rules =
        RULES.stream()
            .filter(rule -> rule.level().compareTo(policy.level()) <= 0 && rule.isIn(minor))
            .toList();
    Set<String> replaced =
        rules.stream()
            .map(Rule::replaces)
            .filter(java.util.Objects::nonNull)
            .collect(Collectors.toSet());
    List<Violation> violations = new ArrayList<>();
    for (Rule rule : rules) {
      Violation violation = replaced.contains(rule.id()) ? null : rule.check().of(pod);
      if (violation != null) {
        violations.add(violation);
      }
    }
    return violations;
  }
}

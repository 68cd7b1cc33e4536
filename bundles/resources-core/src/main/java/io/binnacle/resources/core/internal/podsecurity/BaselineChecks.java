package io.binnacle.resources.core.internal.podsecurity;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What keeps a pod from taking over its node by known ways. */
final class BaselineChecks {
  private static final Set<String> CAPABILITIES =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  /** Names that are safe, by the minor version since which they are. */
  private static final Map<Integer, Set<String>> SYSCTLS =
      Map.of(
          0,
          Set.of(
              "kernel.shm_rmid_forced",
              "net.ipv4.ip_local_port_range",
              "net.ipv4.tcp_syncookies",
              "net.ipv4.ping_group_range",
              "net.ipv4.ip_unprivileged_port_start"),
          27,
          Set.of("net.ipv4.ip_local_reserved_ports"),
          29,
          Set.of(
              "net.ipv4.tcp_keepalive_time",
              "net.ipv4.tcp_fin_timeout",
              "net.ipv4.tcp_keepalive_intvl",
              "net.ipv4.tcp_keepalive_probes"),
          32,
          Set.of("net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"));

  private BaselineChecks() {}

  static @Nullable Violation capabilities(PodParts pod) {
    Set<String> added = new TreeSet<>();
    List<String> bad =
        pod.named(
            c -> {
              Set<String> beyond = new TreeSet<>();
              for (Object name : c.list("securityContext", "capabilities", "add")) {
                if (!CAPABILITIES.contains(String.valueOf(name))) {
                  beyond.add(String.valueOf(name));
                }
              }
              added.addAll(beyond);
              return !beyond.isEmpty();
            });
    return bad.isEmpty()
        ? null
        : new Violation(
            "non-default capabilities",
            Violation.named("container", bad)
                + " must not include "
                + Violation.quoted(added)
                + " in securityContext.capabilities.add");
  }

  static @Nullable Violation hostNamespaces(PodParts pod) {
    List<String> shared =
        List.of("hostNetwork", "hostPID", "hostIPC").stream()
            .filter(field -> pod.spec().bool(field))
            .map(field -> field + "=true")
            .toList();
    return shared.isEmpty() ? null : new Violation("host namespaces", String.join(", ", shared));
  }

  static @Nullable Violation hostPathVolumes(PodParts pod) {
    List<String> bad =
        pod.spec().items("volumes").stream()
            .filter(volume -> volume.get("hostPath") != null)
            .map(volume -> volume.string("name"))
            .toList();
    return bad.isEmpty() ? null : new Violation("hostPath volumes", Violation.named("volume", bad));
  }

  static @Nullable Violation hostPorts(PodParts pod) {
    Set<String> ports = new TreeSet<>();
    List<String> bad =
        pod.named(
            c -> {
              List<String> own =
                  c.items("ports").stream()
                      .map(port -> port.number(0, "hostPort"))
                      .filter(port -> port != 0)
                      .map(String::valueOf)
                      .toList();
              ports.addAll(own);
              return !own.isEmpty();
            });
    return bad.isEmpty()
        ? null
        : new Violation(
            "hostPort",
            Violation.named("container", bad)
                + (bad.size() == 1 ? " uses " : " use ")
                + Violation.plural("hostPort", ports)
                + " "
                + String.join(", ", ports));
  }

  static @Nullable Violation hostsOfProbes(PodParts pod) {
    Set<String> hosts = new TreeSet<>();
    Set<String> bad = new TreeSet<>();
    for (Unstructured container : pod.containers()) {
      Set<String> own = new HashSet<>();
      for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
        own.addAll(hosts(container, probe));
      }
      own.addAll(hosts(container, "lifecycle", "postStart"));
      own.addAll(hosts(container, "lifecycle", "preStop"));
      if (!own.isEmpty()) {
        bad.add(container.string("name"));
        hosts.addAll(own);
      }
    }
    return bad.isEmpty()
        ? null
        : new Violation(
            "probe or lifecycle host",
            Violation.named("container", List.copyOf(bad))
                + (bad.size() == 1 ? " uses " : " use ")
                + Violation.plural("probe or lifecycle host", hosts)
                + " "
                + Violation.quoted(hosts));
  }

  private static List<String> hosts(Unstructured container, String... path) {
    Unstructured handler = new Unstructured(container.map(path));
    List<String> hosts = new ArrayList<>();
    for (String way : List.of("httpGet", "tcpSocket")) {
      String host = handler.string(way, "host");
      if (!host.isEmpty()) {
        hosts.add(host);
      }
    }
    return hosts;
  }

  static @Nullable Violation privileged(PodParts pod) {
    List<String> bad = pod.named(c -> c.bool("securityContext", "privileged"));
    return bad.isEmpty()
        ? null
        : new Violation(
            "privileged",
            Violation.named("container", bad) + " must not set securityContext.privileged=true");
  }

  static @Nullable Violation procMount(PodParts pod) {
    Set<String> values = new TreeSet<>();
    List<String> bad =
        pod.named(
            c -> {
              Object value = c.get("securityContext", "procMount");
              boolean wrong = value != null && !value.equals("Default");
              if (wrong) {
                values.add(String.valueOf(value));
              }
              return wrong;
            });
    return bad.isEmpty()
        ? null
        : new Violation(
            "procMount",
            Violation.named("container", bad)
                + " must not set securityContext.procMount to "
                + Violation.quoted(values));
  }

  /**
   * @param minor the minor version whose safe names may be set
   */
  static Check sysctls(int minor) {
    Set<String> safe = new HashSet<>();
    SYSCTLS.forEach(
        (since, names) -> {
          if (since <= minor) {
            safe.addAll(names);
          }
        });
    return pod -> {
      List<String> bad =
          pod.spec().items("securityContext", "sysctls").stream()
              .map(sysctl -> sysctl.string("name"))
              .filter(name -> !safe.contains(name))
              .toList();
      return bad.isEmpty() ? null : new Violation("forbidden sysctls", String.join(", ", bad));
    };
  }

  static @Nullable Violation windowsHostProcess(PodParts pod) {
    String[] field = {"securityContext", "windowsOptions", "hostProcess"};
    List<String> setters = Setters.of(pod, holder -> holder.bool(field));
    return setters.isEmpty()
        ? null
        : new Violation(
            "hostProcess",
            String.join(" and ", setters)
                + " must not set securityContext.windowsOptions.hostProcess=true");
  }
}

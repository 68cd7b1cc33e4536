package io.binnacle.resources.core.internal.podsecurity;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The profiles that the kernel confines a pod by: AppArmor, SELinux, seccomp. */
final class ProfileChecks {
  private static final Set<String> GOOD = Set.of("RuntimeDefault", "Localhost");
  private static final String LOCALHOST = "localhost/";
  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  private static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
  private static final String SECCOMP = "container.seccomp.security.alpha.kubernetes.io/";
  private static final Set<String> SE_LINUX_TYPES =
      Set.of("", "container_t", "container_init_t", "container_kvm_t");

  private ProfileChecks() {}

  static @Nullable Violation appArmor(PodParts pod) {
    Set<String> types = new TreeSet<>();
    List<String> setters = badTypes(pod, "appArmorProfile", types);
    List<String> values = new ArrayList<>(types);
    Set<String> annotations = new TreeSet<>();
    pod.annotations()
        .forEach(
            (key, value) -> {
              if (key.startsWith(APP_ARMOR)
                  && !value.isEmpty()
                  && !value.equals("runtime/default")
                  && !value.startsWith(LOCALHOST)) {
                annotations.add(key + "=" + literal(value));
              }
            });
    if (!annotations.isEmpty()) {
      values.addAll(annotations);
      setters.add(Violation.plural("annotation", annotations));
    }
    return setters.isEmpty()
        ? null
        : new Violation(
            Violation.plural("forbidden AppArmor profile", values),
            String.join(" and ", setters)
                + " must not set AppArmor profile type to "
                + Violation.quoted(values));
  }

  private static String literal(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Who sets a profile of a type that is none of the good ones; the types go to {@code found}. */
  private static List<String> badTypes(PodParts pod, String profile, Set<String> found) {
    return Setters.of(
        pod,
        holder -> {
          if (holder.get("securityContext", profile) == null) {
            return false;
          }
          String type = holder.string("securityContext", profile, "type");
          if (!GOOD.contains(type)) {
            found.add(type);
          }
          return !GOOD.contains(type);
        });
  }

  /**
   * @param more types that may be set beside those that always may
   */
  static Check seLinux(Set<String> more) {
    Set<String> allowed = new HashSet<>(SE_LINUX_TYPES);
    allowed.addAll(more);
    return pod -> {
      Set<String> types = new TreeSet<>();
      Set<String> others = new HashSet<>();
      List<String> setters = Setters.of(pod, holder -> sets(holder, allowed, types, others));
      if (setters.isEmpty()) {
        return null;
      }
      List<String> data = new ArrayList<>();
      if (!types.isEmpty()) {
        data.add(Violation.named("type", List.copyOf(types)));
      }
      for (String field : List.of("user", "role")) {
        if (others.contains(field)) {
          data.add(field + " may not be set");
        }
      }
      return new Violation(
          "seLinuxOptions",
          String.join(" and ", setters)
              + " set forbidden securityContext.seLinuxOptions: "
              + String.join("; ", data));
    };
  }

  private static boolean sets(
      Unstructured holder, Set<String> allowed, Set<String> types, Set<String> others) {
    Unstructured options = new Unstructured(holder.map("securityContext", "seLinuxOptions"));
    boolean wrong = !allowed.contains(options.string("type"));
    if (wrong) {
      types.add(options.string("type"));
    }
    for (String field : List.of("user", "role")) {
      if (!options.string(field).isEmpty()) {
        others.add(field);
        wrong = true;
      }
    }
    return wrong;
  }

  static @Nullable Violation seccompAnnotations(PodParts pod) {
    Set<String> bad = new TreeSet<>();
    annotation(pod, SECCOMP_POD, bad);
    pod.containers().forEach(c -> annotation(pod, SECCOMP + c.string("name"), bad));
    return bad.isEmpty()
        ? null
        : new Violation(
            "seccompProfile",
            "forbidden " + Violation.plural("annotation", bad) + " " + String.join(", ", bad));
  }

  private static void annotation(PodParts pod, String key, Set<String> bad) {
    String value = pod.annotations().get(key);
    if (value != null
        && !value.equals("runtime/default")
        && !value.equals("docker/default")
        && !value.startsWith(LOCALHOST)) {
      bad.add(key + "=" + literal(value));
    }
  }

  static @Nullable Violation seccompBaseline(PodParts pod) {
    Set<String> types = new TreeSet<>();
    List<String> setters = badTypes(pod, "seccompProfile", types);
    return setters.isEmpty()
        ? null
        : new Violation(
            "seccompProfile",
            String.join(" and ", setters)
                + " must not set securityContext.seccompProfile.type to "
                + Violation.quoted(types));
  }

  static @Nullable Violation seccompRestricted(PodParts pod) {
    Violation bad = seccompBaseline(pod);
    if (bad != null || pod.spec().get("securityContext", "seccompProfile") != null) {
      return bad;
    }
    List<String> silent = pod.named(c -> c.get("securityContext", "seccompProfile") == null);
    return silent.isEmpty()
        ? null
        : new Violation(
            "seccompProfile",
            "pod or "
                + Violation.named("container", silent)
                + " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or"
                + " \"Localhost\"");
  }
}

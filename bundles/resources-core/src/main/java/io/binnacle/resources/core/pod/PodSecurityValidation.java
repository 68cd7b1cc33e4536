package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Choices;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The {@code securityContext} of a pod and what it shares with its host. */
final class PodSecurityValidation {
  private static final String SYSCTL_RULE =
      "^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
  private static final Pattern SYSCTL = Pattern.compile(SYSCTL_RULE);

  private PodSecurityValidation() {}

  static void check(List<FieldError> errors, Unstructured spec, String path) {
    Unstructured context = new Unstructured(spec.map("securityContext"));
    String at = path + ".securityContext";
    ProfileValidation.id(errors, context.get("fsGroup"), at + ".fsGroup");
    ProfileValidation.id(errors, context.get("runAsUser"), at + ".runAsUser");
    ProfileValidation.id(errors, context.get("runAsGroup"), at + ".runAsGroup");
    List<?> groups = context.list("supplementalGroups");
    for (int i = 0; i < groups.size(); i++) {
      ProfileValidation.id(errors, groups.get(i), at + ".supplementalGroups[" + i + "]");
    }
    if (spec.bool("shareProcessNamespace") && spec.bool("hostPID")) {
      errors.add(
          FieldError.invalid(
              at + ".shareProcessNamespace",
              true,
              "ShareProcessNamespace and HostPID cannot both be enabled"));
    }
    sysctls(errors, spec, at + ".sysctls");
    Choices.ifGiven(
        errors,
        at + ".fsGroupChangePolicy",
        context.get("fsGroupChangePolicy"),
        "Always",
        "OnRootMismatch");
    ProfileValidation.seccomp(errors, context, at + ".seccompProfile");
    WindowsOptions.check(errors, context, at + ".windowsOptions");
    ProfileValidation.appArmor(errors, context, at + ".appArmorProfile");
    Choices.ifGiven(
        errors,
        at + ".supplementalGroupsPolicy",
        context.get("supplementalGroupsPolicy"),
        "Merge",
        "Strict");
    Choices.ifGiven(
        errors,
        at + ".seLinuxChangePolicy",
        context.get("seLinuxChangePolicy"),
        // The other way is for a feature that is off by default in 1.36.
        "Recursive");
  }

  /** What a pod with users of its own can't share with its host (KEP-127). */
  static void hostUsers(List<FieldError> errors, Unstructured spec, String path) {
    if (!Boolean.FALSE.equals(spec.get("hostUsers"))) {
      return;
    }
    String why = "when `hostUsers` is false";
    for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (spec.bool(field)) {
        String name = field.equals("hostNetwork") ? field : "H" + field.substring(1);
        errors.add(FieldError.forbidden(path + "." + name, why));
      }
    }
    for (String list : PodSpecDefaults.CONTAINERS) {
      List<Unstructured> containers = spec.items(list);
      for (int i = 0; i < containers.size(); i++) {
        if (!containers.get(i).list("volumeDevices").isEmpty()) {
          errors.add(FieldError.forbidden(path + "." + list + "[" + i + "].volumeDevices", why));
        }
      }
    }
  }

  private static void ofHost(List<FieldError> errors, Unstructured spec, String name, String at) {
    boolean net = name.startsWith("net.");
    boolean ipc =
        name.equals("kernel.sem")
            || name.startsWith("kernel.shm")
            || name.startsWith("kernel.msg")
            || name.startsWith("fs.mqueue.");
    if (net && spec.bool("hostNetwork")) {
      errors.add(FieldError.invalid(at, name, "may not be specified when 'hostNetwork' is true"));
    } else if (ipc && spec.bool("hostIPC")) {
      errors.add(FieldError.invalid(at, name, "may not be specified when 'hostIPC' is true"));
    }
  }

  private static void sysctls(List<FieldError> errors, Unstructured spec, String path) {
    List<Unstructured> sysctls = spec.items("securityContext", "sysctls");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < sysctls.size(); i++) {
      String name = sysctls.get(i).string("name");
      String at = path + "[" + i + "].name";
      if (name.isEmpty()) {
        errors.add(FieldError.required(at, ""));
      } else if (name.length() > 253 || !SYSCTL.matcher(name).matches()) {
        errors.add(
            FieldError.invalid(
                at, name, "must have at most 253 characters and match regex " + SYSCTL_RULE));
      } else if (!seen.add(name)) {
        errors.add(FieldError.duplicate(at, name));
      }
      ofHost(errors, spec, name, at);
    }
  }
}

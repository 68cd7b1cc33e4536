package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.diff.SpecDiff;
import io.binnacle.resources.core.internal.rules.Choices;
import java.util.List;
import java.util.Map;

/** The {@code securityContext} of a container. */
final class SecurityContextValidation {
  private SecurityContextValidation() {}

  /**
   * @param hostUsers whether users in the pod are those of its host
   */
  static void check(
      List<FieldError> errors, Unstructured container, String path, boolean hostUsers) {
    if (!(container.get("securityContext") instanceof Map<?, ?> map)) {
      return;
    }
    Unstructured context = Unstructured.of(map);
    ProfileValidation.id(errors, context.get("runAsUser"), path + ".runAsUser");
    ProfileValidation.id(errors, context.get("runAsGroup"), path + ".runAsGroup");
    Choices.ifGiven(errors, path + ".procMount", context.get("procMount"), "Default", "Unmasked");
    if (hostUsers && context.string("procMount").equals("Unmasked")) {
      errors.add(
          FieldError.invalid(
              path + ".procMount", "Unmasked", "`hostUsers` must be false to use `Unmasked`"));
    }
    ProfileValidation.seccomp(errors, context, path + ".seccompProfile");
    escalation(errors, context, path);
    WindowsOptions.check(errors, context, path + ".windowsOptions");
    ProfileValidation.appArmor(errors, context, path + ".appArmorProfile");
  }

  private static void escalation(List<FieldError> errors, Unstructured context, String path) {
    if (!Boolean.FALSE.equals(context.get("allowPrivilegeEscalation"))) {
      return;
    }
    Object quoted = SpecDiff.inside("SecurityContext", context.content());
    if (context.bool("privileged")) {
      errors.add(
          FieldError.invalid(
              path,
              quoted,
              "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"));
    }
    for (Object capability : context.list("capabilities", "add")) {
      if (capability.equals("CAP_SYS_ADMIN")) {
        errors.add(
            FieldError.invalid(
                path,
                quoted,
                "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add`"
                    + " CAP_SYS_ADMIN"));
      }
    }
  }
}

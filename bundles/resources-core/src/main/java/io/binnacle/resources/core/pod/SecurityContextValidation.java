package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Choices;
import java.util.List;
import java.util.Map;

/** The {@code securityContext} of a container. */
final class SecurityContextValidation {
  private static final List<String> FIELDS =
      List.of(
          "capabilities",
          "privileged",
          "seLinuxOptions",
          "windowsOptions",
          "runAsUser",
          "runAsGroup",
          "runAsNonRoot",
          "readOnlyRootFilesystem",
          "allowPrivilegeEscalation",
          "procMount",
          "seccompProfile",
          "appArmorProfile");

  private SecurityContextValidation() {}

  static void check(List<FieldError> errors, Unstructured container, String path) {
    if (!(container.get("securityContext") instanceof Map<?, ?> map)) {
      return;
    }
    Unstructured context = Unstructured.of(map);
    ProfileValidation.id(errors, context.get("runAsUser"), path + ".runAsUser");
    ProfileValidation.id(errors, context.get("runAsGroup"), path + ".runAsGroup");
    ProfileValidation.profiles(errors, context, path);
    Choices.check(errors, path + ".procMount", context.string("procMount"), "Default", "Unmasked");
    escalation(errors, context, path);
    if (Boolean.FALSE.equals(context.get("allowPrivilegeEscalation"))
        && context.bool("privileged")) {
      errors.add(
          new FieldError(
              FieldError.Type.INVALID,
              path,
              shown(context),
              "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"));
    }
  }

  private static void escalation(List<FieldError> errors, Unstructured context, String path) {
    if (Boolean.FALSE.equals(context.get("allowPrivilegeEscalation"))
        && context.list("capabilities", "add").contains("CAP_SYS_ADMIN")) {
      errors.add(
          new FieldError(
              FieldError.Type.INVALID,
              path,
              shown(context),
              "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add`"
                  + " CAP_SYS_ADMIN"));
    }
  }

  /** The context as the original prints it: every field, in its own spelling and order. */
  private static String shown(Unstructured context) {
    StringBuilder text = new StringBuilder();
    for (String field : FIELDS) {
      String name =
          field.equals("seLinuxOptions")
              ? "SELinuxOptions"
              : Character.toUpperCase(field.charAt(0)) + field.substring(1);
      Object value = context.get(field);
      String shown = value instanceof String s ? "\"" + s + "\"" : String.valueOf(value);
      text.append(text.isEmpty() ? "{" : ",").append('"').append(name).append("\":").append(shown);
    }
    return text.append('}').toString();
  }
}

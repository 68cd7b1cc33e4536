package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.rules.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is odd in a single container. */
final class ContainerWarnings {
  private ContainerWarnings() {}

  /**
   * @param template the pod or template that the container stands in
   * @param path of the container
   * @param annotations the path of the annotations
   * @param ofPod whether it is a pod, whose AppArmor annotations become fields instead
   */
  static List<String> of(
      Unstructured template,
      Unstructured container,
      String path,
      String annotations,
      boolean ofPod) {
    List<String> warnings = new ArrayList<>();
    String seccomp = ProfileAnnotations.SECCOMP + container.string("name");
    if (template.annotations().containsKey(seccomp)
        && container.get("securityContext", "seccompProfile") == null) {
      warnings.add(
          annotations
              + "["
              + seccomp
              + "]: non-functional in v1.27+; use the \"seccompProfile\" field instead");
    }
    String appArmor = ProfileAnnotations.APP_ARMOR + container.string("name");
    if (!ofPod
        && template.annotations().containsKey(appArmor)
        && container.get("securityContext", "appArmorProfile") == null
        && template.get("spec", "securityContext", "appArmorProfile") == null) {
      warnings.add(
          annotations
              + "["
              + appArmor
              + "]: deprecated since v1.30; use the \"appArmorProfile\" field instead");
    }
    for (String resource : List.of("memory", "ephemeral-storage")) {
      for (String which : List.of("limits", "requests")) {
        Map<String, ?> amounts = container.map("resources", which);
        fraction(warnings, amounts, resource, path + ".resources." + which);
      }
    }
    hidden(warnings, container.items("env"), path);
    return warnings;
  }

  /** Bytes can't be divided. */
  static void fraction(
      List<String> warnings, Map<String, ?> amounts, String resource, String path) {
    Object amount = amounts.get(resource);
    if (amount != null && !Quantity.of(amount).isWhole()) {
      warnings.add(
          "%s[%s]: fractional byte value \"%s\" is invalid, must be an integer"
              .formatted(path, resource, amount));
    }
  }

  /** A variable defined twice hides its first value, unless the second is made of it. */
  private static void hidden(List<String> warnings, List<Unstructured> env, String path) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < env.size(); i++) {
      String name = env.get(i).string("name");
      String reference = "$(" + name + ")";
      String value = env.get(i).string("value");
      boolean built = value.contains(reference) && !value.equals(reference);
      if (!seen.add(name) && (env.get(i).get("valueFrom") != null || !built)) {
        warnings.add(
            "%s.env[%d]: hides previous definition of \"%s\", which may be dropped when using apply"
                .formatted(path, i, name));
      }
    }
  }
}

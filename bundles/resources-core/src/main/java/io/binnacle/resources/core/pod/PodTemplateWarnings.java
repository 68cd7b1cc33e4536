package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What clients are warned of in pods and pod templates: fields that have had their day. */
public final class PodTemplateWarnings {
  /** Sources of volumes, each with what became of it. */
  private static final List<Map.Entry<String, String>> VOLUMES =
      List.of(
          Map.entry("photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"),
          Map.entry("gitRepo", "deprecated in v1.11"),
          Map.entry("scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
          Map.entry("flocker", "deprecated in v1.22, non-functional in v1.25+"),
          Map.entry("storageos", "deprecated in v1.22, non-functional in v1.25+"),
          Map.entry("quobyte", "deprecated in v1.22, non-functional in v1.25+"),
          Map.entry("glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
          Map.entry("cephfs", "deprecated in v1.28, non-functional in v1.31+"),
          Map.entry("rbd", "deprecated in v1.28, non-functional in v1.31+"));

  private static final Map<String, String> ANNOTATIONS =
      Map.of(
          "scheduler.alpha.kubernetes.io/critical-pod",
          "non-functional in v1.16+; use the \"priorityClassName\" field instead",
          "security.alpha.kubernetes.io/sysctls",
          "non-functional in v1.11+; use the \"sysctls\" field instead",
          "security.alpha.kubernetes.io/unsafe-sysctls",
          "non-functional in v1.11+; use the \"sysctls\" field instead");

  private PodTemplateWarnings() {}

  /**
   * The warnings, in the order in which the original gives them.
   *
   * @param template a template or a pod, with {@code spec}
   * @param path where it stands, "" for a pod
   */
  public static List<String> of(Unstructured template, String path) {
    String prefix = path.isEmpty() ? "" : path + ".";
    String at = prefix + "spec";
    String annotations = prefix + "metadata.annotations";
    Unstructured spec = new Unstructured(template.map("spec"));
    List<String> warnings = new ArrayList<>(LabelWarnings.ofNodes(spec, at));
    for (String key : template.annotations().keySet()) {
      if (ANNOTATIONS.containsKey(key)) {
        warnings.add(annotations + "[" + key + "]: " + ANNOTATIONS.get(key));
      }
    }
    volumes(warnings, spec.items("volumes"), at + ".volumes");
    warnings.addAll(PathWarnings.of(spec.items("volumes")));
    twice(warnings, spec.items("hostAliases"), "ip", at + ".hostAliases");
    twice(warnings, spec.items("imagePullSecrets"), "name", at + ".imagePullSecrets");
    List<Unstructured> secrets = spec.items("imagePullSecrets");
    for (int i = 0; i < secrets.size(); i++) {
      if (secrets.get(i).string("name").isEmpty()) {
        warnings.add(at + ".imagePullSecrets[" + i + "].name: invalid empty name \"\"");
      }
    }
    for (String resource : List.of("memory", "ephemeral-storage")) {
      ContainerWarnings.fraction(warnings, spec.map("overhead"), resource, at + ".overhead");
    }
    if (template.annotations().containsKey(ProfileAnnotations.SECCOMP_POD)
        && spec.get("securityContext", "seccompProfile") == null) {
      warnings.add(
          annotations
              + "["
              + ProfileAnnotations.SECCOMP_POD
              + "]: non-functional in v1.27+; use the \"seccompProfile\" field instead");
    }
    for (String list : PodSpecDefaults.CONTAINERS) {
      List<Unstructured> containers = spec.items(list);
      for (int i = 0; i < containers.size(); i++) {
        String where = at + "." + list + "[" + i + "]";
        warnings.addAll(
            ContainerWarnings.of(template, containers.get(i), where, annotations, path.isEmpty()));
      }
    }
    warnings.addAll(PortWarnings.of(spec, at));
    if (spec.number(0, "terminationGracePeriodSeconds") < 0) {
      warnings.add(
          at
              + ".terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will"
              + " be treated as 1");
    }
    warnings.addAll(LabelWarnings.ofPods(spec, at));
    return warnings;
  }

  /** Of the name of what makes pods, which are named after it. */
  public static List<String> ofName(String name) {
    String wrong = DnsLabel.problem(name, false);
    return wrong == null
        ? List.of()
        : List.of(
            "metadata.name: this is used in Pod names and hostnames, which can result in surprising"
                + " behavior; a DNS label is recommended: ["
                + wrong
                + "]");
  }

  private static void volumes(List<String> warnings, List<Unstructured> volumes, String path) {
    for (int i = 0; i < volumes.size(); i++) {
      for (Map.Entry<String, String> old : VOLUMES) {
        if (volumes.get(i).get(old.getKey()) != null) {
          String field = old.getKey().equals("storageos") ? "storageOS" : old.getKey();
          warnings.add(path + "[" + i + "]." + field + ": " + old.getValue());
        }
      }
      String claim = path + "[" + i + "].ephemeral.volumeClaimTemplate.spec";
      Unstructured spec =
          new Unstructured(volumes.get(i).map("ephemeral", "volumeClaimTemplate", "spec"));
      warnings.addAll(ofClaim(spec, claim));
    }
  }

  /** Of a claim for storage, in a pod's volume or a template of its own. */
  public static List<String> ofClaim(Unstructured spec, String path) {
    List<String> warnings = new ArrayList<>();
    for (String which : List.of("requests", "limits")) {
      String at = path + ".resources." + which;
      ContainerWarnings.fraction(warnings, spec.map("resources", which), "storage", at);
    }
    return warnings;
  }

  private static void twice(
      List<String> warnings, List<Unstructured> items, String field, String path) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String value = items.get(i).string(field);
      if (!seen.add(value)) {
        warnings.add(path + "[" + i + "]." + field + ": duplicate " + field + " \"" + value + "\"");
      }
    }
  }
}

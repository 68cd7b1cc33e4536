package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What clients are warned of in pods and pod templates: fields that have had their day. */
public final class PodTemplateWarnings {
  /** Sources of volumes, each with what became of it. */
  private static final List<Map.Entry<String, String>> VOLUMES =
      List.of(
          Map.entry("photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"),
          Map.entry("gitRepo", "deprecated in v1.11"),
          Map.entry("scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
          Map.entry("storageos", "deprecated in v1.22, non-functional in v1.25+"),
          Map.entry("glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
          Map.entry("cephfs", "deprecated in v1.28, non-functional in v1.31+"),
          Map.entry("rbd", "deprecated in v1.28, non-functional in v1.31+"));

  private PodTemplateWarnings() {}

  /**
   * The warnings, in the order of the fields.
   *
   * @param template a template or a pod, with {@code spec}
   * @param path where it stands, "" for a pod
   */
  public static List<String> of(Unstructured template, String path) {
    List<String> warnings = new ArrayList<>();
    String prefix = path.isEmpty() ? "spec.volumes[" : path + ".spec.volumes[";
    List<Unstructured> volumes = template.items("spec", "volumes");
    for (int i = 0; i < volumes.size(); i++) {
      for (Map.Entry<String, String> old : VOLUMES) {
        if (volumes.get(i).get(old.getKey()) != null) {
          String field = old.getKey().equals("storageos") ? "storageOS" : old.getKey();
          warnings.add(prefix + i + "]." + field + ": " + old.getValue());
        }
      }
    }
    return warnings;
  }
}

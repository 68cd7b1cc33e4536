package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The volumes of a pod, and the sources that PersistentVolumes share with them. */
public final class VolumeValidation {
  /** Every source of a volume, in the order in which a second one is noticed. */
  private static final List<String> SOURCES =
      List.of(
          "emptyDir",
          "hostPath",
          "gitRepo",
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "secret",
          "nfs",
          "iscsi",
          "glusterfs",
          "persistentVolumeClaim",
          "rbd",
          "cinder",
          "cephfs",
          "flocker",
          "downwardAPI",
          "fc",
          "configMap",
          "azureFile",
          "flexVolume",
          "vsphereVolume",
          "quobyte",
          "azureDisk",
          "storageos",
          "photonPersistentDisk",
          "portworxVolume",
          "projected",
          "scaleIO",
          "local",
          "csi",
          "ephemeral",
          "image");

  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "hostPath", List.of("path"),
          "secret", List.of("secretName"),
          "configMap", List.of("name"),
          "persistentVolumeClaim", List.of("claimName"),
          "nfs", List.of("server", "path"),
          "csi", List.of("driver"),
          "local", List.of("path"),
          "gitRepo", List.of("repository"),
          "gcePersistentDisk", List.of("pdName"),
          "iscsi", List.of("targetPortal", "iqn"));

  private VolumeValidation() {}

  /** Checks the volumes; returns the names that containers may mount. */
  static Set<String> check(List<FieldError> errors, List<Unstructured> volumes, String path) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < volumes.size(); i++) {
      String at = path + "[" + i + "]";
      int before = errors.size();
      sources(errors, volumes.get(i), at);
      if (errors.size() == before) {
        modes(errors, volumes.get(i), at);
      }
      String name = volumes.get(i).string("name");
      if (name.isEmpty()) {
        errors.add(FieldError.required(at + ".name", ""));
        continue;
      }
      String problem = DnsLabel.problem(name, false);
      if (problem != null) {
        errors.add(FieldError.invalid(at + ".name", name, problem));
      }
      if (!names.add(name)) {
        errors.add(FieldError.duplicate(at + ".name", name));
      }
    }
    return names;
  }

  /** That there is exactly one source, and that it has what it needs. */
  public static void sources(List<FieldError> errors, Unstructured volume, String at) {
    int given = 0;
    for (String kind : SOURCES) {
      if (!(volume.get(kind) instanceof Map<?, ?> map)) {
        continue;
      }
      if (given++ > 0) {
        errors.add(
            FieldError.forbidden(at + "." + kind, "may not specify more than 1 volume type"));
        continue;
      }
      Unstructured source = Unstructured.of(map);
      for (String field : REQUIRED.getOrDefault(kind, List.of())) {
        if (source.string(field).isEmpty()) {
          errors.add(FieldError.required(at + "." + kind + "." + field, ""));
        }
      }
      backsteps(errors, source, at + "." + kind);
      if (kind.equals("hostPath")) {
        hostPathType(errors, source, at + ".hostPath.type");
      }
      items(errors, source, at + "." + kind);
    }
    if (given == 0) {
      errors.add(FieldError.required(at, "must specify a volume type"));
    }
  }

  private static void hostPathType(List<FieldError> errors, Unstructured source, String at) {
    Choices.check(
        errors,
        at,
        source.string("type"),
        "",
        "BlockDevice",
        "CharDevice",
        "Directory",
        "DirectoryOrCreate",
        "File",
        "FileOrCreate",
        "Socket");
  }

  private static void backsteps(List<FieldError> errors, Unstructured source, String at) {
    if (List.of(source.string("path").split("/", -1)).contains("..")) {
      errors.add(FieldError.invalid(at + ".path", source.string("path"), "must not contain '..'"));
    }
  }

  private static void items(List<FieldError> errors, Unstructured source, String at) {
    List<Unstructured> items = source.items("items");
    for (int i = 0; i < items.size(); i++) {
      String where = at + ".items[" + i + "]";
      Unstructured item = items.get(i);
      if (!at.endsWith("downwardAPI") && item.string("key").isEmpty()) {
        errors.add(FieldError.required(where + ".key", ""));
      }
      String path = item.string("path");
      if (path.isEmpty()) {
        errors.add(FieldError.required(where + ".path", ""));
      } else if (path.startsWith("/")) {
        errors.add(FieldError.invalid(where + ".path", path, "must be a relative path"));
      } else if (List.of(path.split("/", -1)).contains("..")) {
        errors.add(FieldError.invalid(where + ".path", path, "must not contain '..'"));
      }
    }
  }

  private static void modes(List<FieldError> errors, Unstructured volume, String at) {
    for (String kind : List.of("secret", "configMap", "downwardAPI", "projected")) {
      long mode = volume.number(0, kind, "defaultMode");
      if (mode < 0 || mode > 0777) {
        errors.add(
            FieldError.invalid(
                at + "." + kind + ".defaultMode",
                mode,
                "must be a number between 0 and 0777 (octal), both inclusive"));
      }
    }
  }
}

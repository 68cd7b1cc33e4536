package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import io.binnacle.resources.core.internal.rules.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each kind of volume needs. */
final class VolumeSources {
  /** Every kind, in the order in which a second one is noticed. */
  static final List<String> KINDS =
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
          "flocker",
          "persistentVolumeClaim",
          "rbd",
          "cinder",
          "cephfs",
          "quobyte",
          "downwardAPI",
          "fc",
          "flexVolume",
          "configMap",
          "azureFile",
          "vsphereVolume",
          "photonPersistentDisk",
          "portworxVolume",
          "azureDisk",
          "storageos",
          "projected",
          "scaleIO",
          "local",
          "csi",
          "ephemeral",
          "image");

  private static final Map<String, List<String>> REQUIRED =
      Map.ofEntries(
          Map.entry("hostPath", List.of("path")),
          Map.entry("gitRepo", List.of("repository")),
          Map.entry("gcePersistentDisk", List.of("pdName")),
          Map.entry("awsElasticBlockStore", List.of("volumeID")),
          Map.entry("secret", List.of("secretName")),
          Map.entry("nfs", List.of("server", "path")),
          Map.entry("glusterfs", List.of("endpoints", "path")),
          Map.entry("persistentVolumeClaim", List.of("claimName")),
          Map.entry("rbd", List.of("monitors", "image")),
          Map.entry("cinder", List.of("volumeID")),
          Map.entry("cephfs", List.of("monitors")),
          Map.entry("flexVolume", List.of("driver")),
          Map.entry("configMap", List.of("name")),
          Map.entry("azureFile", List.of("secretName", "shareName")),
          Map.entry("vsphereVolume", List.of("volumePath")),
          Map.entry("photonPersistentDisk", List.of("pdID")),
          Map.entry("portworxVolume", List.of("volumeID")),
          Map.entry("azureDisk", List.of("diskName", "diskURI")),
          Map.entry("storageos", List.of("volumeName")),
          Map.entry("scaleIO", List.of("gateway", "system", "volumeName")),
          Map.entry("local", List.of("path")),
          Map.entry("csi", List.of("driver")));

  private VolumeSources() {}

  /**
   * Checks one source.
   *
   * @param kind one of {@link #KINDS}
   * @param at the path of the source
   */
  static void check(List<FieldError> errors, String kind, Unstructured source, String at) {
    for (String field : REQUIRED.getOrDefault(kind, List.of())) {
      if (source.string(field).isEmpty() && source.list(field).isEmpty()) {
        errors.add(FieldError.required(at + "." + field, ""));
      }
    }
    switch (kind) {
      case "emptyDir" -> sizeLimit(errors, source, at + ".sizeLimit");
      case "hostPath" -> hostPath(errors, source, at);
      case "local" -> PathRules.noBacksteps(errors, source.string("path"), at + ".path");
      case "gitRepo" -> PathRules.descending(errors, source.string("directory"), at + ".directory");
      case "gcePersistentDisk", "awsElasticBlockStore" -> partition(errors, source, at);
      case "secret", "configMap" -> {
        PathRules.mode(errors, source.get("defaultMode"), at + ".defaultMode");
        items(errors, source, at);
      }
      case "nfs" -> {
        if (!source.string("path").startsWith("/")) {
          errors.add(
              FieldError.invalid(at + ".path", source.string("path"), "must be an absolute path"));
        }
      }
      case "iscsi" -> BlockSources.iscsi(errors, source, at);
      case "fc" -> BlockSources.fibreChannel(errors, source, at);
      case "azureDisk" -> BlockSources.azureDisk(errors, source, at);
      case "flocker" -> flocker(errors, source, at);
      case "cinder", "storageos" -> named(errors, kind, source, at);
      case "quobyte" -> quobyte(errors, source, at);
      case "downwardAPI" -> {
        PathRules.mode(errors, source.get("defaultMode"), at + ".defaultMode");
        // The files share one path, as in the original.
        source.items("items").forEach(file -> DownwardValidation.file(errors, file, at));
      }
      case "flexVolume" -> flexOptions(errors, source, at + ".options");
      case "projected" -> ProjectedValidation.check(errors, source, at);
      case "csi" -> csi(errors, source, at);
      case "ephemeral" -> {
        if (source.get("volumeClaimTemplate") == null) {
          errors.add(FieldError.required(at + ".volumeClaimTemplate", ""));
        } else {
          ClaimTemplateMetadata.check(
              errors,
              new Unstructured(source.map("volumeClaimTemplate", "metadata")),
              at + ".volumeClaimTemplate.metadata");
          ClaimSpecValidation.check(
              errors,
              new Unstructured(source.map("volumeClaimTemplate", "spec")),
              at + ".volumeClaimTemplate.spec");
        }
      }
      case "image" -> image(errors, source, at);
      default -> {}
    }
  }

  /** The keys of a Secret or ConfigMap that become files. */
  static void items(List<FieldError> errors, Unstructured source, String at) {
    List<Unstructured> items = source.items("items");
    for (int i = 0; i < items.size(); i++) {
      String where = at + ".items[" + i + "]";
      for (String field : List.of("key", "path")) {
        if (items.get(i).string(field).isEmpty()) {
          errors.add(FieldError.required(where + "." + field, ""));
        }
      }
      PathRules.local(errors, items.get(i).string("path"), where + ".path");
      PathRules.mode(errors, items.get(i).get("mode"), where + ".mode");
    }
  }

  private static void sizeLimit(List<FieldError> errors, Unstructured source, String at) {
    Object limit = source.get("sizeLimit");
    if (limit != null && Quantity.of(limit).signum() < 0) {
      errors.add(FieldError.forbidden(at, "SizeLimit field must be a valid resource quantity"));
    }
  }

  private static void hostPath(List<FieldError> errors, Unstructured source, String at) {
    if (source.string("path").isEmpty()) {
      return;
    }
    PathRules.noBacksteps(errors, source.string("path"), at + ".path");
    Choices.ifGiven(
        errors,
        at + ".type",
        source.get("type"),
        "",
        "BlockDevice",
        "CharDevice",
        "Directory",
        "DirectoryOrCreate",
        "File",
        "FileOrCreate",
        "Socket");
  }

  private static void partition(List<FieldError> errors, Unstructured source, String at) {
    long partition = source.number(0, "partition");
    if (partition < 0 || partition > 255) {
      errors.add(
          FieldError.invalid(at + ".partition", partition, "must be between 1 and 255, inclusive"));
    }
  }

  private static void flocker(List<FieldError> errors, Unstructured source, String at) {
    String name = source.string("datasetName");
    boolean identified = !source.string("datasetUUID").isEmpty();
    if (name.isEmpty() && !identified) {
      errors.add(FieldError.required(at, "one of datasetName and datasetUUID is required"));
    } else if (!name.isEmpty() && identified) {
      errors.add(
          FieldError.invalid(
              at, "resource", "datasetName and datasetUUID can not be specified simultaneously"));
    }
    if (name.contains("/")) {
      errors.add(FieldError.invalid(at + ".datasetName", name, "must not contain '/'"));
    }
  }

  private static void named(List<FieldError> errors, String kind, Unstructured source, String at) {
    if (kind.equals("storageos")) {
      for (String field : List.of("volumeName", "volumeNamespace")) {
        String name = source.string(field);
        String problem = name.isEmpty() ? null : DnsLabel.problem(name, false);
        if (problem != null) {
          errors.add(FieldError.invalid(at + "." + field, name, problem));
        }
      }
    }
    if (source.get("secretRef") != null && source.string("secretRef", "name").isEmpty()) {
      errors.add(FieldError.required(at + ".secretRef.name", ""));
    }
  }

  private static void quobyte(List<FieldError> errors, Unstructured source, String at) {
    String pairs = "must be a host:port pair or multiple pairs separated by commas";
    String registry = source.string("registry");
    if (registry.isEmpty()) {
      errors.add(FieldError.required(at + ".registry", pairs));
    } else if (source.string("tenant").length() > 64) {
      errors.add(
          FieldError.required(
              at + ".tenant", "must be a UUID and may not exceed a length of 64 characters"));
    } else {
      for (String pair : registry.split(",", -1)) {
        if (!pair.matches("(\\[[^\\]]*\\]|[^:]*):[^:]*")) {
          errors.add(FieldError.invalid(at + ".registry", registry, pairs));
        }
      }
    }
    if (source.string("volume").isEmpty()) {
      errors.add(FieldError.required(at + ".volume", ""));
    }
  }

  private static void flexOptions(List<FieldError> errors, Unstructured source, String at) {
    for (String key : source.map("options").keySet()) {
      int slash = key.indexOf('/');
      String domain = "." + (slash < 0 ? key : key.substring(0, slash)).toLowerCase(Locale.ROOT);
      if (domain.endsWith(".kubernetes.io") || domain.endsWith(".k8s.io")) {
        errors.add(
            FieldError.invalid(
                at + "[" + key + "]", key, "kubernetes.io and k8s.io namespaces are reserved"));
      }
    }
  }

  private static void csi(List<FieldError> errors, Unstructured source, String at) {
    String driver = source.string("driver");
    if (driver.length() > 63) {
      errors.add(FieldError.tooLong(at + ".driver", 63));
    }
    String problem =
        driver.isEmpty() ? null : Names.subdomain(driver.toLowerCase(Locale.ROOT), false);
    if (problem != null) {
      errors.add(FieldError.invalid(at + ".driver", driver, problem));
    }
    // In a PersistentVolume the reference names a namespace as well.
    if (source.get("nodePublishSecretRef") != null && source.get("volumeHandle") == null) {
      String secret = source.string("nodePublishSecretRef", "name");
      String wrong = secret.isEmpty() ? null : Names.subdomain(secret, false);
      if (secret.isEmpty()) {
        errors.add(FieldError.required(at + ".nodePublishSecretRef.name", ""));
      } else if (wrong != null) {
        // Where the name of the driver's secret is wrong, the original names another place.
        errors.add(FieldError.invalid(at + ".name", secret, wrong));
      }
    }
  }

  private static void image(List<FieldError> errors, Unstructured source, String at) {
    // Whoever makes pods of a template may fill it in.
    boolean ofPod = at.startsWith("spec.volumes[");
    if (ofPod && source.string("reference").isEmpty()) {
      errors.add(FieldError.required(at + ".reference", ""));
    }
    Choices.require(
        errors, at + ".pullPolicy", source.string("pullPolicy"), "Always", "IfNotPresent", "Never");
  }
}

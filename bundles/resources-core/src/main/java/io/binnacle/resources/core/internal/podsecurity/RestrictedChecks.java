package io.binnacle.resources.core.internal.podsecurity;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What hardens a pod as far as is known to be good practice. */
final class RestrictedChecks {
  private static final String ALL = "ALL";
  private static final String BIND = "NET_BIND_SERVICE";

  private static final List<String> VOLUMES =
      List.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "image",
          "persistentVolumeClaim",
          "projected",
          "secret");

  /** The types that are named, in the order in which they are looked for. */
  private static final List<String> OTHER_VOLUMES =
      List.of(
          "hostPath",
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "gitRepo",
          "nfs",
          "iscsi",
          "glusterfs",
          "rbd",
          "flexVolume",
          "cinder",
          "cephfs",
          "flocker",
          "fc",
          "azureFile",
          "vsphereVolume",
          "quobyte",
          "azureDisk",
          "photonPersistentDisk",
          "portworxVolume",
          "scaleIO",
          "storageos");

  private RestrictedChecks() {}

  static @Nullable Violation escalation(PodParts pod) {
    List<String> bad =
        pod.named(c -> !Boolean.FALSE.equals(c.get("securityContext", "allowPrivilegeEscalation")));
    return bad.isEmpty()
        ? null
        : new Violation(
            "allowPrivilegeEscalation != false",
            Violation.named("container", bad)
                + " must set securityContext.allowPrivilegeEscalation=false");
  }

  static @Nullable Violation capabilities(PodParts pod) {
    List<String> keeping =
        pod.named(c -> !c.list("securityContext", "capabilities", "drop").contains(ALL));
    Set<String> added = new TreeSet<>();
    List<String> adding =
        pod.named(
            c -> {
              List<String> own =
                  c.list("securityContext", "capabilities", "add").stream()
                      .map(String::valueOf)
                      .filter(name -> !name.equals(BIND))
                      .toList();
              added.addAll(own);
              return !own.isEmpty();
            });
    List<String> details = new ArrayList<>();
    if (!keeping.isEmpty()) {
      details.add(
          Violation.named("container", keeping)
              + " must set securityContext.capabilities.drop=[\"ALL\"]");
    }
    if (!adding.isEmpty()) {
      details.add(
          Violation.named("container", adding)
              + " must not include "
              + Violation.quoted(added)
              + " in securityContext.capabilities.add");
    }
    return details.isEmpty()
        ? null
        : new Violation("unrestricted capabilities", String.join("; ", details));
  }

  static @Nullable Violation volumes(PodParts pod) {
    List<String> bad = new ArrayList<>();
    Set<String> types = new TreeSet<>();
    for (Unstructured volume : pod.spec().items("volumes")) {
      if (VOLUMES.stream().noneMatch(type -> volume.get(type) != null)) {
        bad.add(volume.string("name"));
        types.add(
            OTHER_VOLUMES.stream()
                .filter(type -> volume.get(type) != null)
                .findFirst()
                .orElse("unknown"));
      }
    }
    return bad.isEmpty()
        ? null
        : new Violation(
            "restricted volume types",
            Violation.named("volume", bad)
                + (bad.size() == 1 ? " uses " : " use ")
                + Violation.plural("restricted volume type", types)
                + " "
                + Violation.quoted(types));
  }

  static @Nullable Violation runAsNonRoot(PodParts pod) {
    String[] field = {"securityContext", "runAsNonRoot"};
    String reason = "runAsNonRoot != true";
    List<String> setters = Setters.of(pod, holder -> Boolean.FALSE.equals(holder.get(field)));
    if (!setters.isEmpty()) {
      return new Violation(
          reason,
          String.join(" and ", setters) + " must not set securityContext.runAsNonRoot=false");
    }
    if (pod.spec().bool(field)) {
      return null;
    }
    List<String> silent = pod.named(c -> c.get(field) == null);
    return silent.isEmpty()
        ? null
        : new Violation(
            reason,
            "pod or "
                + Violation.named("container", silent)
                + " must set securityContext.runAsNonRoot=true");
  }

  static @Nullable Violation runAsUser(PodParts pod) {
    List<String> setters =
        Setters.of(pod, holder -> holder.number(-1, "securityContext", "runAsUser") == 0);
    return setters.isEmpty()
        ? null
        : new Violation("runAsUser=0", String.join(" and ", setters) + " must not set runAsUser=0");
  }
}

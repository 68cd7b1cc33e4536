package io.binnacle.auth.node;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.auth.ServedObjects;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What objects have to do with a node, found in memory when it is asked: only pods in which the
 * name stands are looked into. Thread-safe.
 */
final class NodeRelations {
  private static final List<String> VOLUME_SECRETS =
      List.of(
          "controllerPublishSecretRef",
          "nodePublishSecretRef",
          "nodeStageSecretRef",
          "controllerExpandSecretRef",
          "nodeExpandSecretRef");
  private static final List<String> VOLUME_KINDS =
      List.of("cephfs", "cinder", "flexVolume", "iscsi", "rbd", "scaleIO", "storageos");

  private final ServedObjects objects;

  NodeRelations(ServedObjects objects) {
    this.objects = objects;
  }

  /** Whether a pod of the node refers to the object, or a volume that such a pod uses does. */
  boolean hasSecret(String node, String namespace, String name) {
    return isReferred(node, namespace, name, PodReferences::secrets)
        || hasVolumeWithSecret(node, namespace, name);
  }

  boolean hasConfigMap(String node, String namespace, String name) {
    return isReferred(node, namespace, name, PodReferences::configMaps);
  }

  boolean hasAccount(String node, String namespace, String name) {
    return isReferred(node, namespace, name, pod -> Set.of(pod.account()));
  }

  boolean hasResourceClaim(String node, String namespace, String name) {
    return isReferred(node, namespace, name, PodReferences::resourceClaims);
  }

  boolean hasClaim(String node, String namespace, String name) {
    // The name of an ephemeral claim is put together from two that stand in the pod.
    return anyPod(node, namespace, "", pod -> pod.claims().contains(name));
  }

  boolean hasVolume(String node, String name) {
    Unstructured volume = tree("persistentvolumes", "", name);
    return volume != null && isUsed(node, volume);
  }

  boolean hasPod(String node, String namespace, String name) {
    LocalObject pod = objects.find("pods", namespace, name);
    return pod != null && node.equals(pod.fields().get("spec.nodeName"));
  }

  boolean hasAttachment(String node, String name) {
    Unstructured attachment = tree("volumeattachments", "", name);
    return attachment != null && attachment.string("spec", "nodeName").equals(node);
  }

  boolean hasSlice(String node, String name) {
    Unstructured slice = tree("resourceslices", "", name);
    return slice != null && slice.string("spec", "nodeName").equals(node);
  }

  private @Nullable Unstructured tree(String resource, String namespace, String name) {
    LocalObject object = objects.find(resource, namespace, name);
    return object == null ? null : objects.tree(resource, object);
  }

  private boolean isReferred(
      String node, String namespace, String name, Function<PodReferences, Set<String>> references) {
    return !name.isEmpty()
        && anyPod(node, namespace, name, pod -> references.apply(pod).contains(name));
  }

  private boolean anyPod(
      String node, String namespace, String text, Predicate<PodReferences> wanted) {
    FieldSelector onNode =
        new FieldSelector(List.of(new FieldSelector.Term("spec.nodeName", node, true)));
    for (LocalObject pod : objects.select("pods", namespace, onNode)) {
      if (holds(pod.json(), text) && wanted.test(PodReferences.of(objects.tree("pods", pod)))) {
        return true;
      }
    }
    return false;
  }

  private boolean hasVolumeWithSecret(String node, String namespace, String name) {
    for (LocalObject object : objects.select("persistentvolumes", "", FieldSelector.EVERYTHING)) {
      if (holds(object.json(), name)) {
        Unstructured volume = objects.tree("persistentvolumes", object);
        if (names(volume, namespace, name) && isUsed(node, volume)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isUsed(String node, Unstructured volume) {
    String namespace = volume.string("spec", "claimRef", "namespace");
    String claim = volume.string("spec", "claimRef", "name");
    return !namespace.isEmpty() && hasClaim(node, namespace, claim);
  }

  /** Whether the volume names the secret; one without a namespace is in that of the claim. */
  private static boolean names(Unstructured volume, String namespace, String name) {
    Unstructured spec = Unstructured.of(volume.map("spec"));
    String own = spec.string("claimRef", "namespace");
    boolean csi =
        VOLUME_SECRETS.stream()
            .map(field -> spec.map("csi", field))
            .anyMatch(secret -> isSecret(secret, own, namespace, name));
    boolean others =
        VOLUME_KINDS.stream()
            .map(kind -> spec.map(kind, "secretRef"))
            .anyMatch(secret -> isSecret(secret, own, namespace, name));
    String share = spec.string("azureFile", "secretNamespace");
    return csi
        || others
        || spec.string("azureFile", "secretName").equals(name)
            && (share.isEmpty() ? own : share).equals(namespace);
  }

  private static boolean isSecret(
      Map<String, @Nullable Object> reference, String own, String namespace, String name) {
    Object in = reference.get("namespace");
    return name.equals(reference.get("name"))
        && namespace.equals(in == null || in.equals("") ? own : in);
  }

  /** Whether the text stands in the JSON; names are ASCII and never escaped there. */
  private static boolean holds(byte[] json, String text) {
    byte[] wanted = ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      return true;
    }
    for (int i = 0; i <= json.length - wanted.length; i++) {
      int matched = 0;
      while (matched < wanted.length && json[i + matched] == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        return true;
      }
    }
    return false;
  }
}

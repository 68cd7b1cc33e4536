package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * VolumeAttachments: a volume that is to be attached to a node; who attaches it says how it went.
 */
final class VolumeAttachmentStrategy implements Strategy {
  /** What may stand in a volume's specification beside the volume. */
  private static final Set<String> NO_VOLUMES =
      Set.of(
          "accessModes",
          "capacity",
          "claimRef",
          "mountOptions",
          "nodeAffinity",
          "persistentVolumeReclaimPolicy",
          "storageClassName",
          "volumeAttributesClassName",
          "volumeMode");

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("attached", false);
    object.set(status, "status");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors =
        new ArrayList<>(Rules.driver(object.string("spec", "attacher"), "spec.attacher"));
    errors.addAll(sourceProblems(new Unstructured(object.map("spec", "source"))));
    errors.addAll(Rules.subdomain(object.string("spec", "nodeName"), "spec.nodeName"));
    return errors;
  }

  private static List<FieldError> sourceProblems(Unstructured source) {
    boolean inline = source.get("inlineVolumeSpec") != null;
    boolean named = source.get("persistentVolumeName") != null;
    String text = "must specify exactly one of inlineVolumeSpec and persistentVolumeName";
    if (!inline && !named) {
      return List.of(FieldError.required("spec.source", text));
    }
    if (inline && named) {
      return List.of(FieldError.forbidden("spec.source", text));
    }
    String name = source.string("persistentVolumeName");
    if (named) {
      return name.isEmpty()
          ? List.of(
              FieldError.required(
                  "spec.source.persistentVolumeName",
                  "must specify non empty persistentVolumeName"))
          : Rules.subdomain(name, "spec.source.persistentVolumeName");
    }
    return inlineProblems(new Unstructured(source.map("inlineVolumeSpec")));
  }

  private static List<FieldError> inlineProblems(Unstructured volume) {
    String path = "spec.source.inlineVolumeSpec";
    List<FieldError> errors = new ArrayList<>();
    if (volume.get("csi") == null) {
      errors.add(
          FieldError.required(
              path + ".csi", "has to be specified in the context of inline volumes"));
    }
    if (volume.list("accessModes").isEmpty()) {
      errors.add(FieldError.required(path + ".accessModes", ""));
    }
    if (NO_VOLUMES.containsAll(volume.content().keySet())) {
      errors.add(FieldError.required(path, "must specify a volume type"));
    }
    return errors;
  }

  @Override
  public Set<String> resetFields(String subresource) {
    return subresource.equals("status") ? Set.of("metadata") : Set.of();
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    if (context.subresource().equals("status")
        || Objects.equals(object.get("spec"), previous.get("spec"))) {
      return List.of();
    }
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    errors.add(FieldError.invalid("spec", quoted(object), Rules.IMMUTABLE));
    return errors;
  }

  /** The specification as kube-apiserver quotes it. */
  private static Map<String, @Nullable Object> quoted(Unstructured object) {
    Map<String, @Nullable Object> source = new LinkedHashMap<>();
    source.put("PersistentVolumeName", object.get("spec", "source", "persistentVolumeName"));
    source.put("InlineVolumeSpec", object.get("spec", "source", "inlineVolumeSpec"));
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    spec.put("Attacher", object.string("spec", "attacher"));
    spec.put("Source", source);
    spec.put("NodeName", object.string("spec", "nodeName"));
    return spec;
  }
}

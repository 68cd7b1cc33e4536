package io.binnacle.rest.resource;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.OutputFormat.Transform;
import java.util.Map;

/**
 * Clients that want nothing but metadata say whether they want it of an object or of a list. That
 * they were wrong is told only once there is something to answer with.
 */
final class MetadataShape {
  /** Groups whose name does not begin with that of the package of their types. */
  private static final Map<String, String> PACKAGES =
      Map.of("", "core", "events.k8s.io", "core", "internal.apiserver.k8s.io", "apiserverinternal");

  private MetadataShape() {}

  /**
   * For an answer that is a list of objects.
   *
   * @throws StatusException NotAcceptable where an object's metadata is wanted
   */
  static void requireList(ServedResource resource, OutputFormat format) {
    if (format.transform() == Transform.PARTIAL_METADATA && !format.listed()) {
      throw StatusException.notAcceptable(
          "you requested PartialObjectMetadata, but the requested object is a list ("
              + name(resource, "List")
              + ")");
    }
  }

  /**
   * For an answer that is one object.
   *
   * @throws StatusException NotAcceptable where a list's metadata is wanted
   */
  static void requireObject(ServedResource resource, OutputFormat format) {
    requireObject(format, name(resource, ""));
  }

  /** As {@link #requireObject(ServedResource, OutputFormat)} for a built-in kind. */
  static void requireObject(GroupVersionKind kind, OutputFormat format) {
    requireObject(format, name(kind));
  }

  private static void requireObject(OutputFormat format, String name) {
    if (format.transform() == Transform.PARTIAL_METADATA && format.listed()) {
      throw StatusException.notAcceptable(
          "you requested PartialObjectMetadataList, but the requested object is not a list ("
              + name
              + ")");
    }
  }

  private static String name(ServedResource resource, String suffix) {
    return (resource.type().isCustom() ? "*unstructured.Unstructured" : name(resource.kind()))
        + suffix;
  }

  private static String name(GroupVersionKind kind) {
    int dot = kind.group().indexOf('.');
    String first = dot < 0 ? kind.group() : kind.group().substring(0, dot);
    return "*" + PACKAGES.getOrDefault(kind.group(), first) + "." + kind.kind();
  }
}

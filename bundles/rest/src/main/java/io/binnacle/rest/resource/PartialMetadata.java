package io.binnacle.rest.resource;

import io.binnacle.api.object.Unstructured;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object with nothing but its metadata. */
final class PartialMetadata {
  private PartialMetadata() {}

  static Map<String, @Nullable Object> of(Unstructured object, String apiVersion) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("kind", "PartialObjectMetadata");
    tree.put("apiVersion", apiVersion);
    tree.put("metadata", object.map("metadata"));
    return tree;
  }
}

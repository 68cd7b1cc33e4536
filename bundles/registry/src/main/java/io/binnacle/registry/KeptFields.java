package io.binnacle.registry;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.schema.ownership.ManagedFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a change of an object leaves as it was, whatever the client sent. */
final class KeptFields {
  private KeptFields() {}

  /** What the server alone decides stays as it was, and so does what this path does not write. */
  static void keep(
      Served served, RequestContext context, Unstructured object, Unstructured previous) {
    if (object.get("metadata") == null) {
      object.set(new LinkedHashMap<String, Object>(), "metadata");
    }
    for (String field :
        List.of(
            "uid",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generation",
            "generateName",
            "resourceVersion")) {
      keep(field, object.map("metadata"), previous.map("metadata"));
    }
    object.remove("metadata", "selfLink");
    if (context.subresource().equals("status")) {
      keepAllBut(List.of("apiVersion", "kind", "metadata", "status"), object, previous);
    } else if (served.hasStatus()) {
      keep("status", object.content(), previous.content());
    }
    for (String path : served.strategy().resetFields(context.subresource())) {
      reset(path, object, previous);
    }
  }

  private static void reset(String path, Unstructured object, Unstructured previous) {
    String[] steps = path.split("\\.", -1);
    Object managers = ManagedFields.of(object);
    Object before = Unstructured.copy(previous.get(steps));
    if (before == null) {
      object.remove(steps);
    } else {
      object.set(before, steps);
    }
    if (path.equals("metadata")) {
      keep(
          "managedFields",
          object.map(path),
          managers == null ? Map.of() : Map.of("managedFields", managers));
    }
  }

  private static void keepAllBut(List<String> sent, Unstructured object, Unstructured previous) {
    object.content().keySet().removeIf(field -> !sent.contains(field));
    previous
        .content()
        .forEach(
            (field, value) -> {
              if (!sent.contains(field)) {
                object.content().put(field, Unstructured.copy(value));
              }
            });
  }

  private static void keep(
      String field, Map<String, @Nullable Object> object, Map<String, @Nullable Object> previous) {
    Object before = previous.get(field);
    if (before == null) {
      object.remove(field);
    } else {
      object.put(field, Unstructured.copy(before));
    }
  }
}

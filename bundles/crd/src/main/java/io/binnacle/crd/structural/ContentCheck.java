package io.binnacle.crd.structural;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a schema asks for beyond OpenAPI: embedded resources say what they are, and the items of
 * sets and maps differ.
 */
public final class ContentCheck {
  private final List<FieldError> embedded = new ArrayList<>();
  private final List<FieldError> lists = new ArrayList<>();

  private ContentCheck() {}

  /** What is wrong: first of embedded resources, then of lists. */
  public static List<FieldError> of(Structural schema, Object object) {
    ContentCheck check = new ContentCheck();
    check.walk(schema, object, "");
    List<FieldError> all = new ArrayList<>(check.embedded);
    all.addAll(check.lists);
    return all;
  }

  private void walk(Structural schema, @Nullable Object value, String path) {
    if (value instanceof Map<?, ?>) {
      Map<String, @Nullable Object> map = Unstructured.of(value).content();
      if (schema.embedded()) {
        resource(new Unstructured(map), path);
      }
      map.forEach(
          (name, item) -> {
            Structural below = schema.below(name);
            if (below != null) {
              boolean free = schema.properties().get(name) == null;
              String at =
                  free ? path + "[" + name + "]" : path.isEmpty() ? name : path + "." + name;
              walk(below, item, at);
            }
          });
    } else if (value instanceof List<?> list) {
      distinct(schema, list, path);
      for (int i = 0; schema.items() != null && i < list.size(); i++) {
        walk(schema.items(), list.get(i), path + "[" + i + "]");
      }
    }
  }

  private void resource(Unstructured object, String path) {
    String apiVersion = object.apiVersion();
    if (apiVersion.isEmpty()) {
      embedded.add(FieldError.required(path + ".apiVersion", ""));
    } else if (apiVersion.indexOf('/') != apiVersion.lastIndexOf('/')) {
      embedded.add(
          FieldError.invalid(
              path + ".apiVersion", apiVersion, "unexpected GroupVersion string: " + apiVersion));
    }
    if (object.kind().isEmpty()) {
      embedded.add(FieldError.required(path + ".kind", ""));
    }
  }

  private void distinct(Structural schema, List<?> list, String path) {
    boolean set = schema.listType().equals("set");
    if (!set && !schema.listType().equals("map")) {
      return;
    }
    Set<@Nullable Object> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      Object identity = set ? item : Correlation.key(schema, item);
      if (!seen.add(identity)) {
        lists.add(FieldError.duplicate(path + "[" + i + "]", set ? item : keys(schema, item)));
      }
    }
  }

  private static Map<String, @Nullable Object> keys(Structural schema, @Nullable Object item) {
    Map<String, @Nullable Object> keys = new LinkedHashMap<>();
    schema.listMapKeys().stream()
        .sorted()
        .forEach(
            name -> {
              if (item instanceof Map<?, ?> map && map.containsKey(name)) {
                keys.put(name, map.get(name));
              }
            });
    return keys;
  }
}

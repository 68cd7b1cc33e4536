package io.binnacle.schema.ownership;

import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bridge from client-side apply: what {@code kubectl apply} noted in an annotation counts as
 * kubectl's own when it comes to apply on the server, and the annotation is kept up to date.
 */
final class LastApplied {
  static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

  /** The only manager that the bridge is for. */
  static final String MANAGER = "kubectl";

  /** The most that all annotations together may hold, in bytes. */
  private static final int MOST_BYTES = 256 * 1024;

  private LastApplied() {}

  /**
   * The fields that the annotation says and the object still has so; null where there is no use of
   * it.
   */
  static @Nullable FieldSet owned(
      Shape shape, String apiVersion, Map<String, @Nullable Object> live) {
    Object noted = annotations(live).get(ANNOTATION);
    if (!(noted instanceof String text) || text.isEmpty()) {
      return null;
    }
    try {
      Object config = Json.parse(text);
      if (!(config instanceof Map<?, ?> map) || !apiVersion.equals(map.get("apiVersion"))) {
        return null;
      }
      Validation.check(shape, config, false);
      Comparison compared = Comparison.of(shape, config, live);
      return Footprint.of(shape, config)
          .difference(compared.modified())
          .difference(compared.added())
          .difference(compared.removed());
    } catch (JsonException | TypedException e) {
      return null;
    }
  }

  private static Map<?, ?> annotations(Map<String, @Nullable Object> object) {
    return object.get("metadata") instanceof Map<?, ?> metadata
            && metadata.get("annotations") instanceof Map<?, ?> annotations
        ? annotations
        : Map.of();
  }

  /** The object with the annotation saying this configuration, if it has one at all. */
  static Map<String, @Nullable Object> noted(
      Map<String, @Nullable Object> object, Map<String, @Nullable Object> config) {
    if (!(annotations(object).get(ANNOTATION) instanceof String before) || before.isEmpty()) {
      return object;
    }
    Map<String, @Nullable Object> annotations = new LinkedHashMap<>();
    annotations(object).forEach((name, value) -> annotations.put((String) name, value));
    annotations.put(ANNOTATION, text(config));
    if (bytes(annotations) > MOST_BYTES) {
      annotations.remove(ANNOTATION);
    }
    return withAnnotations(object, annotations);
  }

  private static Map<String, @Nullable Object> withAnnotations(
      Map<String, @Nullable Object> object, Map<String, @Nullable Object> annotations) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    if (object.get("metadata") instanceof Map<?, ?> before) {
      before.forEach((name, value) -> metadata.put((String) name, value));
    }
    metadata.put("annotations", annotations);
    Map<String, @Nullable Object> result = new LinkedHashMap<>(object);
    result.put("metadata", metadata);
    return result;
  }

  private static long bytes(Map<String, @Nullable Object> annotations) {
    long size = 0;
    for (Map.Entry<String, @Nullable Object> entry : annotations.entrySet()) {
      size += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += String.valueOf(entry.getValue()).getBytes(StandardCharsets.UTF_8).length;
    }
    return size;
  }

  private static String text(Map<String, @Nullable Object> config) {
    Map<String, @Nullable Object> bare = config;
    if (annotations(config).containsKey(ANNOTATION)) {
      Map<String, @Nullable Object> annotations = new LinkedHashMap<>();
      annotations(config).forEach((name, value) -> annotations.put((String) name, value));
      annotations.remove(ANNOTATION);
      bare = withAnnotations(config, annotations);
    }
    return PathElement.json(sorted(bare)) + "\n";
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> result = new TreeMap<>(ValueOrder::strings);
      map.forEach((name, part) -> result.put((String) name, sorted(part)));
      return result;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> result = new ArrayList<>(list.size());
      list.forEach(item -> result.add(sorted(item)));
      return result;
    }
    return value;
  }
}

package io.binnacle.resources.batch.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The behavior of an autoscaler in an annotation of its v1 form. There the names of fields begin
 * with a capital letter and what is not set is null, which others may read; it is read with either.
 */
final class BehaviorText {
  private static final List<String> SIDES = List.of("scaleUp", "scaleDown");
  private static final List<String> RULES =
      List.of("stabilizationWindowSeconds", "selectPolicy", "policies", "tolerance");
  private static final List<String> POLICY = List.of("type", "value", "periodSeconds");

  private BehaviorText() {}

  static Map<String, @Nullable Object> write(Map<?, ?> behavior) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (String side : SIDES) {
      result.put(capital(side), written(behavior.get(side), RULES));
    }
    return result;
  }

  private static @Nullable Object written(@Nullable Object value, List<String> fields) {
    if (!(value instanceof Map<?, ?> map)) {
      return null;
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (String field : fields) {
      Object part = map.get(field);
      if (part instanceof List<?> policies) {
        List<@Nullable Object> list = new ArrayList<>();
        policies.forEach(policy -> list.add(written(policy, POLICY)));
        part = list;
      }
      result.put(capital(field), part);
    }
    return result;
  }

  private static String capital(String field) {
    return field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
  }

  static Map<String, @Nullable Object> read(Map<?, ?> text) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    text.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (!name.isEmpty() && value != null) {
            result.put(
                name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), of(value));
          }
        });
    return result;
  }

  private static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return read(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> result = new ArrayList<>();
      list.forEach(item -> result.add(of(item)));
      return result;
    }
    return value;
  }
}

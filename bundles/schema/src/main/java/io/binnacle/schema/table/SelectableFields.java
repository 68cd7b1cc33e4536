package io.binnacle.schema.table;

import io.binnacle.api.object.Unstructured;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Values of selectable fields whose key is the path of the value. */
public final class SelectableFields {
  private SelectableFields() {}

  /**
   * @param keys such as {@code spec.nodeName}
   * @return a value for each key, "" where the object has none
   */
  public static Map<String, String> of(Unstructured object, Set<String> keys) {
    Map<String, String> result = new LinkedHashMap<>();
    for (String key : keys) {
      Object value = object.get(key.split("\\."));
      result.put(key, value == null ? "" : value.toString());
    }
    return result;
  }
}

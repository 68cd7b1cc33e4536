package io.binnacle.api.translate;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object's selectable fields; name and namespace are not held twice for them. */
final class ObjectFields extends AbstractMap<String, String> {
  static final String NAME = "metadata.name";
  static final String NAMESPACE = "metadata.namespace";

  private final LocalObject object;
  private final Map<String, String> own;
  private final boolean name;
  private final boolean namespace;

  /**
   * @param own the fields but for these two
   * @param name whether the name is among them
   * @param namespace whether the namespace is among them
   */
  ObjectFields(LocalObject object, Map<String, String> own, boolean name, boolean namespace) {
    this.object = object;
    this.own = own;
    this.name = name;
    this.namespace = namespace;
  }

  @Override
  public @Nullable String get(Object key) {
    String value = own.get(key);
    if (value != null) {
      return value;
    }
    if (name && NAME.equals(key)) {
      return object.name();
    }
    return namespace && NAMESPACE.equals(key) ? object.namespace() : null;
  }

  @Override
  public String getOrDefault(Object key, String otherwise) {
    String value = get(key);
    return value == null ? otherwise : value;
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    Map<String, String> all = new HashMap<>(own);
    if (name) {
      all.put(NAME, object.name());
    }
    if (namespace) {
      all.put(NAMESPACE, object.namespace());
    }
    return Map.copyOf(all).entrySet();
  }
}

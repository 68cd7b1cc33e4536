package io.binnacle.crd.structural;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node of a structural schema (KEP-1002), parsed once. Immutable.
 *
 * @param type {@code object}, {@code array}, {@code string}, …; "" where any will do
 * @param format such as {@code date-time}, "" for none
 * @param nullable whether null is a value
 * @param preserving whether undeclared fields are kept
 * @param embedded whether it is an object with apiVersion, kind and metadata of its own
 * @param intOrString whether it is a whole number or a string
 * @param listType {@code atomic}, {@code set}, {@code map}, "" for none given
 * @param listMapKeys the fields that tell items apart
 * @param mapType {@code atomic}, {@code granular}, "" for none given
 * @param items of an array
 * @param additional of the entries of a free map; null if there can be none
 * @param properties the declared fields, sorted
 * @param defaultValue what stands in for a missing value
 * @param limits what a value has to keep
 * @param rules in CEL
 * @param raw the node as it was written
 */
public record Structural(
    String type,
    String format,
    boolean nullable,
    boolean preserving,
    boolean embedded,
    boolean intOrString,
    String listType,
    List<String> listMapKeys,
    String mapType,
    @Nullable Structural items,
    @Nullable Structural additional,
    Map<String, Structural> properties,
    @Nullable Object defaultValue,
    ValueLimits limits,
    List<ValidationRule> rules,
    Map<String, @Nullable Object> raw) {

  /** Knows nothing, so that nothing of an object is kept. */
  public static final Structural EMPTY = of(Map.of());

  /** Reads a node and all below it; what is of no sense is passed over. */
  public static Structural of(Map<String, @Nullable Object> schema) {
    Unstructured node = new Unstructured(schema);
    Map<String, Structural> properties = new TreeMap<>();
    node.map("properties")
        .forEach(
            (name, value) -> {
              if (value instanceof Map<?, ?>) {
                properties.put(name, child(value));
              }
            });
    Object items = node.get("items");
    return new Structural(
        node.string("type"),
        node.string("format"),
        node.bool("nullable"),
        node.bool("x-kubernetes-preserve-unknown-fields"),
        node.bool("x-kubernetes-embedded-resource"),
        node.bool("x-kubernetes-int-or-string"),
        node.string("x-kubernetes-list-type"),
        strings(node.list("x-kubernetes-list-map-keys")),
        node.string("x-kubernetes-map-type"),
        items instanceof Map<?, ?> ? child(items) : null,
        additional(node.get("additionalProperties")),
        java.util.Collections.unmodifiableMap(new LinkedHashMap<>(properties)),
        node.get("default"),
        ValueLimits.of(node),
        ValidationRule.of(node),
        schema);
  }

  private static @Nullable Structural additional(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      return child(value);
    }
    return Boolean.TRUE.equals(value) ? of(Map.of()) : null;
  }

  static Structural child(Object map) {
    return of(Unstructured.of(map).content());
  }

  static List<Structural> children(List<@Nullable Object> list) {
    List<Structural> result = new ArrayList<>();
    for (Object item : list) {
      if (item instanceof Map<?, ?>) {
        result.add(child(item));
      }
    }
    return List.copyOf(result);
  }

  static List<String> strings(List<@Nullable Object> list) {
    List<String> result = new ArrayList<>();
    for (Object item : list) {
      result.add(String.valueOf(item));
    }
    return List.copyOf(result);
  }

  /** The node of a field or entry; null if the schema has none of that name. */
  public @Nullable Structural below(String name) {
    Structural declared = properties.get(name);
    return declared != null ? declared : additional;
  }

  /** Whether this node or one below it has rules. */
  public boolean hasRules() {
    return !rules.isEmpty()
        || items != null && items.hasRules()
        || additional != null && additional.hasRules()
        || properties.values().stream().anyMatch(Structural::hasRules);
  }
}

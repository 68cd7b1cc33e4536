package io.binnacle.schema.openapi;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.table.TypeTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The type model as OpenAPI v3 component schemas, with the extensions that kubectl, server-side
 * apply and clients' generators read. Used by one thread; {@link #components} is the way in.
 */
public final class OpenApi {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final String KINDS = "x-kubernetes-group-version-kind";

  private final Map<String, Object> components = new TreeMap<>();

  private OpenApi() {}

  /**
   * The components that the types need: all versions, their lists, actions' bodies, and what every
   * group needs (DeleteOptions, Status, WatchEvent).
   *
   * @return schemas by component name, as trees
   */
  public static Map<String, Object> components(Collection<ResourceType> types) {
    OpenApi api = new OpenApi();
    List<GroupVersionKind> kinds = new ArrayList<>();
    for (ResourceType type : types) {
      for (TypeVersion version : type.versions()) {
        GroupVersionKind kind = type.kindIn(version.name());
        kinds.add(kind);
        api.root(version.schema(), kind);
        if (type.review().isEmpty()) {
          api.list(version.schema(), kind);
        }
      }
      type.subresources().forEach(api::subresource);
    }
    api.common(kinds);
    return api.components;
  }

  /** The name of the list's component. */
  public static String listName(StructType item) {
    return item.name() + "List";
  }

  private void subresource(Subresource subresource) {
    TypeTables tables = TypeTables.common();
    if (subresource instanceof Subresource.Action action) {
      root(action.schema(), action.kind());
    } else if (subresource instanceof Subresource.Scale) {
      root(
          tables.struct("io.k8s.api.autoscaling.v1.Scale"),
          new GroupVersionKind("autoscaling", "v1", "Scale"));
    }
  }

  private void common(List<GroupVersionKind> kinds) {
    TypeTables tables = TypeTables.common();
    TreeSet<List<String>> versions = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    versions.add(List.of("", "v1"));
    kinds.forEach(kind -> versions.add(List.of(kind.group(), kind.version())));
    for (String name : List.of("DeleteOptions", "WatchEvent")) {
      struct(tables.struct(META + name));
      for (List<String> version : versions) {
        tag(META + name, new GroupVersionKind(version.get(0), version.get(1), name));
      }
    }
    root(tables.struct(META + "Status"), new GroupVersionKind("", "v1", "Status"));
    struct(tables.struct(META + "APIResourceList"));
    struct(tables.struct(META + "APIGroup"));
    components.putIfAbsent(META + "Patch", new LinkedHashMap<>(Map.of("type", "object")));
  }

  private void root(StructType type, GroupVersionKind kind) {
    struct(type);
    tag(type.name(), kind);
  }

  private void list(StructType item, GroupVersionKind kind) {
    StructType listMeta = TypeTables.common().struct(META + "ListMeta");
    struct(listMeta);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("apiVersion", tree("type", "string"));
    properties.put("items", tree("items", reference(item.name()), "type", "array"));
    properties.put("kind", tree("type", "string"));
    properties.put(
        "metadata",
        tree("allOf", List.of(reference(listMeta.name())), "default", new LinkedHashMap<>()));
    components.put(
        listName(item),
        tree("type", "object", "required", List.of("items"), "properties", properties));
    tag(listName(item), new GroupVersionKind(kind.group(), kind.version(), kind.kind() + "List"));
  }

  @SuppressWarnings("unchecked")
  private void tag(String component, GroupVersionKind kind) {
    Map<String, Object> schema = (Map<String, Object>) components.get(component);
    List<Object> kinds =
        (List<Object>) schema.computeIfAbsent(KINDS, key -> new ArrayList<Object>());
    Object tag = tree("group", kind.group(), "version", kind.version(), "kind", kind.kind());
    if (!kinds.contains(tag)) {
      kinds.add(tag);
    }
  }

  private void struct(StructType type) {
    if (components.containsKey(type.name())) {
      return;
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    components.put(type.name(), schema);
    schema.put("type", "object");
    Map<String, Object> properties = new LinkedHashMap<>();
    List<Object> required = new ArrayList<>();
    for (Field field : type.fields().values()) {
      properties.put(field.name(), FieldSchema.of(field, this::type));
      if (field.required()) {
        required.add(field.name());
      }
    }
    if (!properties.isEmpty()) {
      schema.put("properties", properties);
    }
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    if (type.isAtomic()) {
      schema.put("x-kubernetes-map-type", "atomic");
    }
  }

  /** The schema of a type where it stands: a reference if it has a component of its own. */
  private Map<String, Object> type(Type type) {
    if (type instanceof StructType struct) {
      struct(struct);
      return reference(struct.name());
    }
    if (type instanceof ListType list) {
      return tree("items", type(list.element()), "type", "array");
    }
    if (type instanceof MapType map) {
      return tree("additionalProperties", type(map.value()), "type", "object");
    }
    ScalarType scalar = (ScalarType) type;
    String component = ScalarSchema.component(scalar);
    if (component == null) {
      return ScalarSchema.of(scalar);
    }
    components.putIfAbsent(component, ScalarSchema.of(scalar));
    return reference(component);
  }

  private static Map<String, Object> reference(String component) {
    return tree("$ref", "#/components/schemas/" + component);
  }

  /** A map of alternating keys and values. */
  static Map<String, Object> tree(@Nullable Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }
}

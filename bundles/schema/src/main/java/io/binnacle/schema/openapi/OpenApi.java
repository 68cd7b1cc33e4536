package io.binnacle.schema.openapi;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.api.type.SchemaForm;
import io.binnacle.api.type.Subresource;
import io.binnacle.schema.Limits;
import io.binnacle.schema.table.TypeTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The type model as OpenAPI v3 component schemas, with the extensions that kubectl, server-side
 * apply and clients' generators read. Used by one thread; {@link #components} is the way in.
 */
public final class OpenApi {
  static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

  private static final String KINDS = "x-kubernetes-group-version-kind";

  private static final String CORE = "io.k8s.api.core.v1.";
  private final Prose prose;
  private final Map<String, Object> components = new TreeMap<>();

  private OpenApi(Prose prose) {
    this.prose = prose;
  }

  /**
   * The components that the versions need: their kinds, lists, actions' bodies, and what every
   * group needs (DeleteOptions, Status, WatchEvent).
   *
   * @param served what to show
   * @param groupVersions all that DeleteOptions and WatchEvent may be said to be of, such as {@code
   *     apps/v1}
   * @param prose what to say of structures and fields that have no description of their own
   * @return schemas by component name, as trees
   */
  public static Map<String, Object> components(
      Collection<ServedVersion> served, Collection<String> groupVersions, Prose prose) {
    OpenApi api = new OpenApi(prose);
    for (ServedVersion version : served) {
      api.kind(version);
      version.type().subresources().forEach(api::subresource);
    }
    api.common(groupVersions);
    return api.components;
  }

  /** The component of one of the common structures, and those that it refers to. */
  public static Map<String, Object> commonComponents(Collection<String> names, Prose prose) {
    OpenApi api = new OpenApi(prose);
    for (String name : names) {
      api.root(TypeTables.common().struct(META + name), new GroupVersionKind("", "v1", name));
    }
    if (api.components.containsKey(META + "APIGroup")) {
      api.tag(META + "APIGroup", new GroupVersionKind("", "v1", "APIGroup"));
    }
    return api.components;
  }

  /** The name of the list's component. */
  public static String listName(StructType item) {
    return item.name() + "List";
  }

  private void kind(ServedVersion served) {
    StructType struct = served.version().schema();
    SchemaForm form = served.version().form();
    if (form == null) {
      root(struct, served.kind());
    } else {
      Map<String, Object> schema = new LinkedHashMap<>(form.openApi());
      new TypeMetaTexts(prose).addTo(schema);
      components.put(struct.name(), schema);
      struct(TypeTables.common().struct(META + "ObjectMeta"));
      tag(struct.name(), served.kind());
    }
    if (served.type().review().isEmpty()) {
      list(struct, served.kind());
    }
  }

  private void subresource(Subresource subresource) {
    if (subresource instanceof Subresource.Action action) {
      root(action.schema(), action.kind());
    } else if (subresource instanceof Subresource.Scale) {
      root(
          TypeTables.common().struct("io.k8s.api.autoscaling.v1.Scale"),
          new GroupVersionKind("autoscaling", "v1", "Scale"));
    }
  }

  private void common(Collection<String> groupVersions) {
    TypeTables tables = TypeTables.common();
    for (String name : List.of("DeleteOptions", "WatchEvent")) {
      struct(tables.struct(META + name));
      for (String groupVersion : groupVersions) {
        int slash = groupVersion.indexOf('/');
        tag(
            META + name,
            new GroupVersionKind(
                slash < 0 ? "" : groupVersion.substring(0, slash),
                groupVersion.substring(slash + 1),
                name));
      }
    }
    for (String name : List.of("Status", "APIResourceList")) {
      root(tables.struct(META + name), new GroupVersionKind("", "v1", name));
    }
    components.putIfAbsent(
        META + "Patch",
        tree(
            "description",
            "A change to an object, in the form that the request's Content-Type names.",
            "type",
            "object"));
  }

  private void root(StructType type, GroupVersionKind kind) {
    struct(type);
    tag(type.name(), kind);
  }

  private void list(StructType item, GroupVersionKind kind) {
    StructType listMeta = TypeTables.common().struct(META + "ListMeta");
    struct(listMeta);
    StructType list = new StructType(listName(item), false, List::of);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("apiVersion", told(list, "apiVersion", tree("type", "string")));
    properties.put(
        "items", told(list, "items", tree("items", reference(item.name()), "type", "array")));
    properties.put("kind", told(list, "kind", tree("type", "string")));
    properties.put(
        "metadata",
        told(
            list,
            "metadata",
            tree("allOf", List.of(reference(listMeta.name())), "default", new LinkedHashMap<>())));
    Map<String, Object> schema = new LinkedHashMap<>();
    describe(schema, prose.of(list));
    schema.put("properties", properties);
    schema.put("required", List.of("items"));
    schema.put("type", "object");
    components.put(list.name(), schema);
    tag(list.name(), new GroupVersionKind(kind.group(), kind.version(), kind.kind() + "List"));
  }

  private Map<String, Object> told(StructType struct, String field, Map<String, Object> schema) {
    describe(schema, prose.of(struct, field));
    return schema;
  }

  private static void describe(Map<String, Object> schema, String text) {
    if (!text.isEmpty()) {
      schema.put("description", text);
    }
  }

  @SuppressWarnings("unchecked")
  private void tag(String component, GroupVersionKind kind) {
    Map<String, Object> schema = (Map<String, Object>) components.get(component);
    List<Object> kinds =
        (List<Object>) schema.computeIfAbsent(KINDS, key -> new ArrayList<Object>());
    Object tag = tree("group", kind.group(), "kind", kind.kind(), "version", kind.version());
    if (!kinds.contains(tag)) {
      kinds.add(tag);
    }
  }

  private void struct(StructType given) {
    if (components.containsKey(given.name())) {
      return;
    }
    // A field may make a variant of a common structure; what is shown is the structure itself.
    StructType common = TypeTables.common().find(given.name());
    StructType type = common == null ? given : common;
    Map<String, Object> schema = new LinkedHashMap<>();
    components.put(type.name(), schema);
    describe(schema, prose.of(type));
    Map<String, Object> properties = new LinkedHashMap<>();
    List<Object> required = new ArrayList<>();
    for (Field field : type.fields().values()) {
      properties.put(field.name(), FieldSchema.of(field, told(type, field), shown(type, field)));
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
    schema.put("type", "object");
    if (type.isAtomic()) {
      schema.put("x-kubernetes-map-type", "atomic");
    }
    Unions.addTo(schema, type);
    if (type.name().startsWith(CORE) && type.field("kind") != null && type.field("spec") != null) {
      // An object inside another one, as claims are in StatefulSets, is still of its kind.
      tag(type.name(), new GroupVersionKind("", "v1", type.name().substring(CORE.length())));
    }
  }

  /** What a field is for: if that is lost, what its structure is for. */
  private String told(StructType type, Field field) {
    if (!field.description().isEmpty()) {
      return field.description();
    }
    String told = prose.of(type, field.name());
    return told.isEmpty() && field.type() instanceof StructType struct && !prose.isComplete(type)
        ? prose.of(struct)
        : told;
  }

  /**
   * How a field's values look: as their type, or like a component that the field's limits name
   * beside its structure. What that is made of is not told: any value, or any object.
   */
  private Function<Type, Map<String, Object>> shown(StructType struct, Field field) {
    String name = Limits.of(field).text("component");
    return name.isEmpty()
        ? this::type
        : type ->
            named(struct.name().substring(0, struct.name().lastIndexOf('.') + 1) + name, type);
  }

  private Map<String, Object> named(String component, Type type) {
    if (type instanceof ListType list) {
      return tree("items", named(component, list.element()), "type", "array");
    }
    if (type instanceof MapType map) {
      return tree("additionalProperties", named(component, map.value()), "type", "object");
    }
    if (!components.containsKey(component)) {
      Map<String, Object> schema = new LinkedHashMap<>();
      describe(schema, prose.of(component));
      if (type == ScalarType.RAW_EXTENSION) {
        schema.put("type", "object");
      }
      components.put(component, schema);
    }
    return reference(component);
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
    if (!components.containsKey(component)) {
      Map<String, Object> schema = ScalarSchema.of(scalar);
      describe(schema, prose.of(component));
      components.put(component, schema);
    }
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

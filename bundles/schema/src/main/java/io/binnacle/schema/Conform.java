package io.binnacle.schema;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.api.type.SchemaForm;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.StructPlan.FieldPlan;
import io.binnacle.schema.StructPlan.Zero;
import io.binnacle.schema.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings trees into the form of a structure: refuses wrong types, leaves out unknown fields and
 * says which, orders fields as declared and maps by key, writes quantities, times and base64 in
 * their canonical form, and treats empty values as the fields' {@code zero} rules say (see {@link
 * io.binnacle.schema.table.TypeTables}). Conforming a conformed tree changes nothing.
 *
 * <p>Cheap to make: what is worked out of a structure is kept with it. Thread-safe.
 */
public final class Conform {
  /** Of unknown fields, how many are told; as many as in the original. */
  private static final int MAX_UNKNOWN = 100;

  private final StructType root;
  private final @Nullable SchemaForm form;

  private Conform(StructType root, @Nullable SchemaForm form) {
    this.root = root;
    this.form = form;
  }

  public static Conform to(StructType type) {
    return new Conform(type, null);
  }

  /** To a version's own form where it has one, else to its schema. */
  public static Conform to(TypeVersion version) {
    return new Conform(version.schema(), version.form());
  }

  /** Whether a version's own form decides, not a schema. */
  public boolean isOfForm() {
    return form != null;
  }

  /**
   * A conformed tree.
   *
   * @param tree new and independent of the one given
   * @param unknownFields paths of what was left out, such as {@code spec.containers[0].foo}, in
   *     order of appearance
   */
  public record Result(Map<String, @Nullable Object> tree, List<String> unknownFields) {
    /**
     * What fieldValidation complains of, one text each: {@code duplicate field "a.b"}, {@code
     * unknown field "c"}.
     *
     * @param duplicates paths of keys that the text had twice
     */
    public List<String> complaints(List<String> duplicates) {
      List<String> texts = new ArrayList<>();
      duplicates.forEach(path -> texts.add("duplicate field \"" + path + "\""));
      unknownFields.forEach(path -> texts.add("unknown field \"" + path + "\""));
      return texts;
    }

    /** The same in the order in which a reader of the text comes upon them. */
    public List<String> complaints(List<String> duplicates, byte[] text) {
      Set<String> paths = new HashSet<>(duplicates);
      paths.addAll(unknownFields);
      List<String> unordered = complaints(duplicates);
      Set<String> seen = new HashSet<>();
      Set<String> ordered = new LinkedHashSet<>();
      for (String key : Json.keys(text, paths)) {
        String complaint = (seen.add(key) ? "unknown" : "duplicate") + " field \"" + key + "\"";
        if (unordered.contains(complaint)) {
          ordered.add(complaint);
        }
      }
      ordered.addAll(unordered);
      return List.copyOf(ordered);
    }
  }

  /** The message of a request refused by {@code fieldValidation=Strict}. */
  public static String strictMessage(List<String> complaints) {
    return "strict decoding error: " + String.join(", ", complaints);
  }

  /**
   * @param tree is not changed
   * @throws ConformException if a value does not fit its field
   */
  public Result apply(@Nullable Object tree) {
    Run run = new Run();
    if (tree != null && !(tree instanceof Map<?, ?>)) {
      throw new ConformException(
          "json: cannot unmarshal "
              + Scalars.jsonType(tree)
              + " into Go value of type "
              + StructPlan.goName(root));
    }
    Map<?, ?> map = tree == null ? Map.of() : (Map<?, ?>) tree;
    if (form != null) {
      SchemaForm.Formed formed = form.form(Unstructured.of(map).content());
      return new Result(formed.tree(), formed.unknownFields());
    }
    return new Result(run.struct(root, map), List.copyOf(run.unknown));
  }

  private static StructPlan plan(StructType type) {
    return type.derived(StructPlan.class, StructPlan::of);
  }

  /** One pass over one tree; knows where in it the pass is. */
  private final class Run {
    private final List<String> unknown = new ArrayList<>();
    private final List<Object> path = new ArrayList<>();

    Map<String, @Nullable Object> struct(StructType type, Map<?, ?> given) {
      StructPlan plan = plan(type);
      @Nullable Object[] values = new @Nullable Object[plan.fields().length];
      for (Map.Entry<?, ?> entry : given.entrySet()) {
        FieldPlan field = plan.byName().get(entry.getKey());
        path.add(entry.getKey());
        if (field == null) {
          if (unknown.size() < MAX_UNKNOWN) {
            unknown.add(Paths.indexed(path));
          }
        } else if (entry.getValue() != null) {
          values[field.index()] = value(field.type(), entry.getValue());
        }
        path.remove(path.size() - 1);
      }
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      for (FieldPlan field : plan.fields()) {
        put(result, field, values[field.index()]);
      }
      return result;
    }

    private void put(Map<String, @Nullable Object> into, FieldPlan field, @Nullable Object value) {
      boolean empty = value == null || isEmpty(field, value);
      if (!empty) {
        into.put(field.name(), value);
      } else if (field.zero() == Zero.NULL) {
        into.put(field.name(), null);
      } else if (field.zero() == Zero.SHOWN) {
        Object shown = value;
        if (shown == null) {
          shown =
              field.type() instanceof StructType struct
                  ? struct(struct, Map.of())
                  : field.zeroValue();
        }
        into.put(field.name(), shown);
      }
    }

    private @Nullable Object value(Type type, Object given) {
      if (type instanceof ScalarType scalar) {
        if (type == ScalarType.BYTES && given instanceof List<?> bytes) {
          return bytes(bytes);
        }
        Object result = Scalars.conform(scalar, given);
        if (result == null) {
          throw wrong(type, given);
        }
        return result;
      }
      if (type instanceof ListType list) {
        return list(list, given);
      }
      if (type instanceof MapType map) {
        return map(map, given);
      }
      if (!(given instanceof Map<?, ?> map)) {
        throw wrong(type, given);
      }
      return struct((StructType) type, map);
    }

    private List<@Nullable Object> list(ListType type, Object given) {
      if (!(given instanceof List<?> list)) {
        throw wrong(type, given);
      }
      List<@Nullable Object> result = new ArrayList<>(list.size());
      for (int i = 0; i < list.size(); i++) {
        path.add(i);
        result.add(part(type.element(), list.get(i)));
        path.remove(path.size() - 1);
      }
      return result;
    }

    private Map<String, @Nullable Object> map(MapType type, Object given) {
      if (!(given instanceof Map<?, ?> map)) {
        throw wrong(type, given);
      }
      Object[] keys = map.keySet().toArray();
      Arrays.sort(keys);
      Map<String, @Nullable Object> result = new LinkedHashMap<>(keys.length * 4 / 3 + 1);
      for (Object key : keys) {
        path.add(new Paths.MapKey((String) key));
        result.put((String) key, part(type.value(), map.get(key)));
        path.remove(path.size() - 1);
      }
      return result;
    }

    private @Nullable Object part(Type type, @Nullable Object given) {
      if (given != null) {
        return value(type, given);
      }
      return type instanceof StructType struct ? struct(struct, Map.of()) : StructPlan.zeroOf(type);
    }

    private ConformException wrong(Type type, Object given) {
      // A fraction is shown even if it is zero: it is what made the number wrong.
      boolean shown =
          type == ScalarType.INT32 || type == ScalarType.INT64 || type == ScalarType.INT_OR_STRING;
      return wrong(GoPlace.of(root, path).type(), given, shown);
    }

    private ConformException wrong(String type, Object given, boolean numberShown) {
      String shown = Scalars.jsonType(given);
      return new ConformException(
          "json: cannot unmarshal "
              + (numberShown && given instanceof Number ? shown + " " + given : shown)
              + " into Go struct field "
              + GoPlace.of(root, path).field()
              + " of type "
              + type);
    }

    /** Bytes may also be given one by one. */
    private String bytes(List<?> given) {
      byte[] bytes = new byte[given.size()];
      for (int i = 0; i < bytes.length; i++) {
        Object part = given.get(i);
        if (part instanceof Long number && number >= 0 && number < 256) {
          bytes[i] = number.byteValue();
        } else if (part != null) {
          throw wrong("uint8", part, true);
        }
      }
      return Base64.getEncoder().encodeToString(bytes);
    }
  }

  private static boolean isEmpty(FieldPlan field, Object value) {
    return switch (field.zero()) {
      case KEPT -> false;
      case DROPPED, SHOWN -> Unstructured.isEmpty(value);
      // An empty list or map is the same as none once stored; 0, "" and {} are not.
      case NULL ->
          (field.type() instanceof ListType || field.type() instanceof MapType)
              && Unstructured.isEmpty(value);
    };
  }

  /** The tree in the structure's form, for callers that need no report. */
  public Unstructured apply(Unstructured object) {
    return new Unstructured(apply((Object) object.content()).tree());
  }
}

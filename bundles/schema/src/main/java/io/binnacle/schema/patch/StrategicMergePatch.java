package io.binnacle.schema.patch;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.api.status.StatusException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Strategic merge patch: a merge patch that knows from the schema which lists are merged, and by
 * which key. Directives: {@code $patch} (replace, delete, merge), {@code $retainKeys}, {@code
 * $deleteFromPrimitiveList/FIELD}, {@code $setElementOrder/FIELD}. See the API documentation,
 * "Update API Objects in Place Using kubectl patch", and sig-api-machinery's strategic-merge-patch
 * notes.
 */
public final class StrategicMergePatch {
  private StrategicMergePatch() {}

  /**
   * Reads a patch.
   *
   * @throws StatusException BadRequest if it is no JSON object
   */
  public static Map<String, @Nullable Object> parse(byte[] text) {
    return MergePatch.parse(text, "");
  }

  /**
   * The patched tree; neither argument is changed, and the result shares parts with both.
   *
   * @throws StatusException without a reason (500) for a directive that can't be understood or a
   *     list item without its key, as kube-apiserver answers them
   */
  public static Map<String, @Nullable Object> apply(
      StructType type, Map<String, @Nullable Object> tree, Map<String, @Nullable Object> patch) {
    return merge(type, tree, patch);
  }

  static Map<String, @Nullable Object> merge(
      @Nullable Type type, Map<String, @Nullable Object> tree, Map<String, @Nullable Object> said) {
    // Of the whole tree only what the patch goes through is copied, level by level.
    Map<String, @Nullable Object> original = new LinkedHashMap<>(tree);
    Map<String, @Nullable Object> patch = new LinkedHashMap<>(said);
    if (patch.containsKey(Directives.PATCH)) {
      Object directive = patch.remove(Directives.PATCH);
      if ("replace".equals(directive)) {
        return patch;
      }
      if ("delete".equals(directive)) {
        return new LinkedHashMap<>();
      }
      if (!"merge".equals(directive)) {
        throw Directives.unknown(directive, patch);
      }
    }
    Directives.retainKeys(original, patch);
    for (String key : List.copyOf(patch.keySet())) {
      if (key.startsWith(Directives.SET_ORDER)) {
        String name = key.substring(Directives.SET_ORDER.length());
        orderedList(type, name, original, patch);
      }
    }
    for (Map.Entry<String, @Nullable Object> entry : patch.entrySet()) {
      mergeField(type, entry.getKey(), entry.getValue(), original);
    }
    return original;
  }

  private static void mergeField(
      @Nullable Type type,
      String key,
      @Nullable Object patch,
      Map<String, @Nullable Object> original) {
    if (key.startsWith(Directives.DELETE_PRIMITIVES)) {
      String name = key.substring(Directives.DELETE_PRIMITIVES.length());
      if (original.get(name) instanceof List<?> list && patch instanceof List<?> gone) {
        original.put(name, ListMerge.without(list, gone));
      }
    } else if (patch == null) {
      original.remove(key);
    } else {
      original.put(key, merged(type, key, original.get(key), patch));
    }
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object merged(
      @Nullable Type type, String key, @Nullable Object original, Object patch) {
    Field field = type instanceof StructType struct ? struct.field(key) : null;
    boolean replace = field != null && field.patchStrategies().contains("replace");
    if (patch instanceof Map<?, ?> map && original instanceof Map<?, ?> old && !replace) {
      return merge(
          typeOf(type, field),
          (Map<String, @Nullable Object>) old,
          (Map<String, @Nullable Object>) map);
    }
    if (patch instanceof List<?> list
        && original instanceof List<?> old
        && field != null
        && field.patchStrategies().contains("merge")) {
      return ListMerge.of(field).merge(old, list);
    }
    return Directives.stripped(patch);
  }

  private static @Nullable Type typeOf(@Nullable Type owner, @Nullable Field field) {
    if (field != null) {
      return field.type();
    }
    return owner instanceof MapType map ? map.value() : null;
  }

  /** Merges a list whose order the patch gives, and takes it out of the patch. */
  private static void orderedList(
      @Nullable Type type,
      String name,
      Map<String, @Nullable Object> original,
      Map<String, @Nullable Object> patch) {
    Object order = patch.remove(Directives.SET_ORDER + name);
    Object items = patch.remove(name);
    Field field = type instanceof StructType struct ? struct.field(name) : null;
    if (field == null || !(field.type() instanceof ListType)) {
      throw StatusException.unreasoned(
          "unable to find api field in struct " + type + " for the json field \"" + name + "\"");
    }
    if (!(order instanceof List<?> wanted)) {
      throw StatusException.unreasoned(
          "invalid value for " + Directives.SET_ORDER + name + ": " + GoText.of(order));
    }
    Object gone = patch.remove(Directives.DELETE_PRIMITIVES + name);
    List<?> before = original.get(name) instanceof List<?> list ? list : null;
    List<?> changed = items instanceof List<?> list ? list : List.of();
    if (before == null && changed.isEmpty()) {
      return;
    }
    List<?> kept = before == null ? List.of() : before;
    if (gone instanceof List<?> values) {
      kept = ListMerge.without(kept, values);
    }
    original.put(name, ListMerge.of(field).merge(kept, changed, wanted));
  }

  /** The items as a list of their own. */
  static List<@Nullable Object> own(List<?> items) {
    return new ArrayList<>(items);
  }
}

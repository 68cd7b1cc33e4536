package io.binnacle.schema.ownership;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code metadata.managedFields} as it stands in objects. */
public final class ManagedFields {
  private static final String[] PATH = {"metadata", "managedFields"};

  private ManagedFields() {}

  /** The entries, null if the object says nothing. */
  public static @Nullable Object of(Unstructured object) {
    return object.get(PATH);
  }

  /** Puts entries into the object; none are left out. */
  static void set(Unstructured object, List<@Nullable Object> entries) {
    if (entries.isEmpty()) {
      object.remove(PATH);
    } else {
      object.set(entries, PATH);
    }
  }

  /**
   * Whether a client asks to forget all managers: by an empty list, or by a list of one empty
   * entry.
   */
  static boolean isReset(@Nullable Object given) {
    if (!(given instanceof List<?> list)) {
      return false;
    }
    return list.isEmpty()
        || list.size() == 1 && list.get(0) instanceof Map<?, ?> only && isEmpty(only);
  }

  private static boolean isEmpty(Map<?, ?> entry) {
    return entry.values().stream().allMatch(value -> value == null || "".equals(value));
  }

  /**
   * What is wrong with entries, null for nothing. The original asks this after mutating admission,
   * and puts back the entries from before if there is something.
   */
  public static @Nullable String complaint(@Nullable Object managedFields) {
    if (managedFields != null && !(managedFields instanceof List<?>)) {
      return "managedFields must be a list";
    }
    try {
      Managers.ofGiven(managedFields);
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  /**
   * Undoes changes of times if nothing else has changed, so that such a write writes nothing. Asked
   * last, after admission.
   *
   * @param live the object as stored
   * @param updated the object about to be stored; its managedFields may be replaced
   */
  public static void keepTimesOfSame(Unstructured live, Unstructured updated) {
    List<?> before = live.list(PATH);
    List<?> after = updated.list(PATH);
    if (before.size() != after.size() || after.isEmpty()) {
      return;
    }
    // The field sets come last: comparing one with its text means reading the text.
    Map<String, @Nullable Object> old = VersionedObject.withoutManagers(live.content());
    Map<String, @Nullable Object> fresh = VersionedObject.withoutManagers(updated.content());
    if (!ValueOrder.same(old, fresh)) {
      return;
    }
    for (int i = 0; i < after.size(); i++) {
      if (!timeless(before.get(i)).equals(timeless(after.get(i)))) {
        return;
      }
    }
    updated.set(new ArrayList<>(before), PATH);
  }

  private static Map<?, ?> timeless(@Nullable Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      return Map.of();
    }
    Map<Object, @Nullable Object> result = new LinkedHashMap<>(map);
    result.remove("time");
    return result;
  }
}

package io.binnacle.schema.ownership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The managers of an object and what each owns: {@code metadata.managedFields} opened up. Not
 * thread-safe.
 */
final class Managers {
  private final Map<ManagerIdentity, OwnedFields> owned = new HashMap<>();

  /** Reads entries as they stand in a stored object. */
  static Managers ofStored(@Nullable Object managedFields) {
    return read(managedFields, FieldSet::ofNormalTree);
  }

  /**
   * Reads entries as they stand in a stored object.
   *
   * @param sets reads a set
   */
  static Managers ofStored(@Nullable Object managedFields, Function<Map<?, ?>, FieldSet> sets) {
    return read(managedFields, sets);
  }

  /**
   * Reads entries that a client wrote.
   *
   * @throws IllegalArgumentException if they are none
   */
  static Managers ofGiven(@Nullable Object managedFields) {
    return read(managedFields, null);
  }

  private static Managers read(
      @Nullable Object managedFields, @Nullable Function<Map<?, ?>, FieldSet> stored) {
    Managers result = new Managers();
    if (managedFields instanceof List<?> entries) {
      for (int i = 0; i < entries.size(); i++) {
        if (!(entries.get(i) instanceof Map<?, ?> entry)) {
          throw new IllegalArgumentException("operation must be `Apply` or `Update`");
        }
        result.add(entry, i, stored);
      }
    }
    return result;
  }

  private void add(Map<?, ?> entry, int at, @Nullable Function<Map<?, ?>, FieldSet> stored) {
    String operation = text(entry, "operation");
    if (!operation.equals("Apply") && !operation.equals("Update")) {
      throw new IllegalArgumentException("operation must be `Apply` or `Update`");
    }
    String version = text(entry, "apiVersion");
    if (version.isEmpty()) {
      throw new IllegalArgumentException("apiVersion must not be empty");
    }
    String type = text(entry, "fieldsType");
    if (type.isEmpty()) {
      throw new IllegalArgumentException("missing fieldsType in managed fields entry " + at);
    }
    if (!type.equals("FieldsV1")) {
      throw new IllegalArgumentException(
          "invalid fieldsType " + GoPrint.quoted(type) + " in managed fields entry " + at);
    }
    Object tree = entry.get("fieldsV1");
    boolean known = stored != null && tree instanceof Map<?, ?>;
    FieldSet set =
        tree == null
            ? FieldSet.EMPTY
            : stored != null && tree instanceof Map<?, ?> map
                ? stored.apply(map)
                : FieldSet.ofTree(tree);
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> original = known ? (Map<String, @Nullable Object>) entry : null;
    ManagerIdentity identity =
        new ManagerIdentity(
            text(entry, "manager"), operation.equals("Apply"), version, text(entry, "subresource"));
    owned.put(identity, new OwnedFields(set, version, text(entry, "time"), original));
  }

  static String text(Map<?, ?> entry, String name) {
    return entry.get(name) instanceof String s ? s : "";
  }

  /** The owners, live. */
  Map<ManagerIdentity, OwnedFields> owned() {
    return owned;
  }

  boolean isEmpty() {
    return owned.isEmpty();
  }

  /** The entries in the original's order: operation, time, manager, version, subresource. */
  List<@Nullable Object> entries() {
    List<Map.Entry<ManagerIdentity, OwnedFields>> sorted = new ArrayList<>(owned.entrySet());
    sorted.sort(Managers::compare);
    List<@Nullable Object> result = new ArrayList<>(sorted.size());
    sorted.forEach(entry -> result.add(written(entry.getKey(), entry.getValue())));
    return result;
  }

  private static int compare(
      Map.Entry<ManagerIdentity, OwnedFields> left, Map.Entry<ManagerIdentity, OwnedFields> right) {
    ManagerIdentity a = left.getKey();
    ManagerIdentity b = right.getKey();
    int order = a.operation().compareTo(b.operation());
    order = order != 0 ? order : left.getValue().time().compareTo(right.getValue().time());
    order = order != 0 ? order : ValueOrder.strings(a.manager(), b.manager());
    order =
        order != 0
            ? order
            : ValueOrder.strings(left.getValue().apiVersion(), right.getValue().apiVersion());
    return order != 0 ? order : ValueOrder.strings(a.subresource(), b.subresource());
  }

  private static Map<String, @Nullable Object> written(ManagerIdentity who, OwnedFields what) {
    Map<String, @Nullable Object> known = what.entry();
    if (known != null) {
      return known;
    }
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    putIfSaid(entry, "manager", who.manager());
    entry.put("operation", who.operation());
    entry.put("apiVersion", what.apiVersion());
    putIfSaid(entry, "time", what.time());
    entry.put("fieldsType", "FieldsV1");
    entry.put("fieldsV1", what.set().toTree());
    putIfSaid(entry, "subresource", who.subresource());
    return entry;
  }

  private static void putIfSaid(Map<String, @Nullable Object> to, String name, String value) {
    if (!value.isEmpty()) {
      to.put(name, value);
    }
  }
}

package io.binnacle.schema.record;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.ApiTime;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns trees that conform to {@link RecordSchema} into records and back.
 *
 * <p>What a tree lacks is "", 0, false, an empty list or map, a record of such, or null for an
 * object form, an enum or an {@link Instant}; use {@link Optional} to tell a missing value from an
 * empty one. Back in the tree, null, "", empty lists, maps, records and optionals are left out;
 * numbers and booleans always stand. A record within itself that is missing is null. Thread-safe.
 *
 * @param <R> the record
 */
public final class RecordCodec<R extends Record> {
  private final Class<R> type;

  private RecordCodec(Class<R> type) {
    this.type = type;
  }

  public static <R extends Record> RecordCodec<R> of(Class<R> type) {
    return new RecordCodec<>(type);
  }

  /**
   * The record; keys that it has no component for are passed over.
   *
   * @throws IllegalArgumentException if a value does not fit its component or the record's
   *     constructor refuses it
   */
  public R fromTree(Map<String, @Nullable Object> tree) {
    return type.cast(record(type, tree, new HashSet<>()));
  }

  /** A new tree with a key for each component that is not empty. */
  public Map<String, @Nullable Object> toTree(R record) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = tree(read(component, record), false);
      if (value != null) {
        tree.put(RecordSchema.jsonName(component), value);
      }
    }
    return tree;
  }

  /** Puts the record's components into an object in place of those it has. */
  public void write(R record, Unstructured into) {
    for (RecordComponent component : type.getRecordComponents()) {
      into.content().remove(RecordSchema.jsonName(component));
    }
    into.content().putAll(toTree(record));
  }

  private static Object record(Class<?> type, Map<?, ?> tree, Set<Class<?>> within) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    within.add(type);
    for (int i = 0; i < components.length; i++) {
      String name = RecordSchema.jsonName(components[i]);
      try {
        values[i] = value(components[i].getGenericType(), tree.get(name), within);
      } catch (ClassCastException | IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    }
    within.remove(type);
    Class<?>[] parameters =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot make a " + type.getName(), e);
    }
  }

  private static @Nullable Object value(Type java, @Nullable Object tree, Set<Class<?>> within) {
    if (java instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Optional.class) {
        return tree == null ? Optional.empty() : Optional.of(value(arguments[0], tree, Set.of()));
      }
      if (generic.getRawType() == List.class) {
        return list(arguments[0], tree);
      }
      return map(arguments[1], tree);
    }
    Class<?> type = (Class<?>) java;
    if (type.isRecord()) {
      if (tree == null && within.contains(type)) {
        return null;
      }
      return record(type, tree == null ? Map.of() : (Map<?, ?>) tree, new HashSet<>(within));
    }
    return tree == null ? missing(type) : scalar(type, tree);
  }

  private static List<Object> list(Type element, @Nullable Object tree) {
    List<Object> items = new ArrayList<>();
    for (Object item : tree == null ? List.of() : (List<?>) tree) {
      items.add(value(element, item, Set.of()));
    }
    return List.copyOf(items);
  }

  private static Map<String, Object> map(Type element, @Nullable Object tree) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : (tree == null ? Map.of() : (Map<?, ?>) tree).entrySet()) {
      entries.put((String) entry.getKey(), value(element, entry.getValue(), Set.of()));
    }
    return java.util.Collections.unmodifiableMap(entries);
  }

  private static @Nullable Object missing(Class<?> type) {
    if (type == String.class) {
      return "";
    }
    if (!type.isPrimitive()) {
      return null;
    }
    return type == boolean.class ? Boolean.FALSE : number(type, 0L);
  }

  private static Object scalar(Class<?> type, Object tree) {
    if (tree instanceof Number number && type != Object.class) {
      return number(type, number);
    }
    if (type == Instant.class) {
      return java.time.OffsetDateTime.parse((String) tree).toInstant();
    }
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(tree)) {
          return constant;
        }
      }
      throw new IllegalArgumentException("there is no " + tree + " in " + type.getSimpleName());
    }
    return tree;
  }

  private static Object number(Class<?> type, Number number) {
    if (type == int.class || type == Integer.class) {
      return number.intValue();
    }
    return type == double.class || type == Double.class
        ? (Object) number.doubleValue()
        : (Object) number.longValue();
  }

  private static @Nullable Object read(RecordComponent component, Object record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot read " + component, e);
    }
  }

  /** The value as a tree, null if it is empty and {@code keep} does not keep it. */
  private static @Nullable Object tree(@Nullable Object value, boolean keep) {
    if (value instanceof Optional<?> optional) {
      return tree(optional.orElse(null), true);
    }
    if (value instanceof Record record) {
      Map<String, @Nullable Object> tree = new RecordCodec<>(Record.class).toTree(record);
      return tree.isEmpty() && !keep ? null : tree;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(tree(item, true)));
      return items.isEmpty() && !keep ? null : items;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> entries = new LinkedHashMap<>();
      map.forEach((key, item) -> entries.put((String) key, tree(item, true)));
      return entries.isEmpty() && !keep ? null : entries;
    }
    if (value instanceof Integer i) {
      return i.longValue();
    }
    if (value instanceof Instant moment) {
      return ApiTime.format(moment);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return "".equals(value) && !keep ? null : value;
  }
}

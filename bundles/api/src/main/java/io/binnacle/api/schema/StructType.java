package io.binnacle.api.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A structure: named fields in declared order. Structures may refer to themselves, so the fields
 * are asked for when first needed. Thread-safe; two structures are equal only if they are the same.
 */
public final class StructType implements Type {
  private final String name;
  private final boolean atomic;
  private final Supplier<List<Field>> source;
  private final @Nullable Type others;
  private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>(2);
  private volatile @Nullable Map<String, Field> fields;

  /**
   * @param name a name unique among the schemas served together, such as {@code
   *     io.k8s.api.core.v1.Pod}: it names the OpenAPI component
   * @param atomic whether server-side apply replaces it as a whole
   * @param source gives the fields; asked at least once, must always give the same
   */
  public StructType(String name, boolean atomic, Supplier<List<Field>> source) {
    this(name, atomic, source, null);
  }

  /**
   * @param others the type of fields that are not declared, null where there can be none
   */
  public StructType(
      String name, boolean atomic, Supplier<List<Field>> source, @Nullable Type others) {
    this.name = Objects.requireNonNull(name, "name");
    this.atomic = atomic;
    this.source = Objects.requireNonNull(source, "source");
    this.others = others;
  }

  public String name() {
    return name;
  }

  public boolean isAtomic() {
    return atomic;
  }

  /** The type of fields that are not declared; null where there can be none. */
  public @Nullable Type others() {
    return others;
  }

  /** The fields by JSON name, in declared order; immutable. */
  public Map<String, Field> fields() {
    Map<String, Field> known = fields;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Field field : source.get()) {
        known.put(field.name(), field);
      }
      known = java.util.Collections.unmodifiableMap(known);
      fields = known;
    }
    return known;
  }

  public @Nullable Field field(String jsonName) {
    return fields().get(jsonName);
  }

  /**
   * What somebody has worked out of this structure, such as a codec's plan: made when first asked
   * for and kept as long as the structure.
   *
   * @param kind the result's class, which tells it from what others keep
   * @param maker may be called more than once; one of its results is kept
   */
  public <T> T derived(Class<T> kind, Function<StructType, T> maker) {
    Object known = derived.get(kind);
    if (known == null) {
      T made = maker.apply(this);
      Object earlier = derived.putIfAbsent(kind, made);
      known = earlier == null ? made : earlier;
    }
    return kind.cast(known);
  }

  @Override
  public String toString() {
    return name;
  }
}

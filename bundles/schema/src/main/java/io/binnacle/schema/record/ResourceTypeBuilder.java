package io.binnacle.schema.record;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Column;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.StorageCodec;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.table.StandardColumns;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts a resource type together out of what its author declares; see {@link RecordResourceType} and
 * {@link OpenApiResourceType}. Used by one thread; what it builds is immutable. The author's
 * functions are called by many threads at once.
 *
 * @param <T> what the author's functions get of an object of the stored version
 */
public final class ResourceTypeBuilder<T> {
  private final GroupResource resource;
  private final String storedVersion;
  private final ObjectForm<T> form;
  private final List<Version<T, ?>> versions = new ArrayList<>();
  private final List<UnaryOperator<T>> defaulting = new ArrayList<>();
  private final List<Function<T, List<FieldError>>> validation = new ArrayList<>();
  private final List<BiFunction<T, T, List<FieldError>>> updateValidation = new ArrayList<>();
  private final List<Cell<T>> columns = new ArrayList<>();
  private final Set<String> selectable = new LinkedHashSet<>();
  private final List<String> shortNames = new ArrayList<>();
  private final List<String> categories = new ArrayList<>();
  private final List<Subresource> subresources = new ArrayList<>();
  private final Set<String> unserved = new HashSet<>();
  private final Map<String, String> deprecations = new HashMap<>();
  private Optional<StorageCodec> codec = Optional.empty();
  private boolean namespaced = true;
  private String kind;

  private record Version<T, V>(
      String name, ObjectForm<V> form, Function<V, T> toStored, Function<T, V> fromStored) {}

  private record Cell<T>(
      String name, String type, int priority, Function<T, @Nullable Object> value) {}

  ResourceTypeBuilder(
      String group, String version, String plural, String kind, ObjectForm<T> form) {
    this.resource = new GroupResource(group, plural);
    this.storedVersion = version;
    this.kind = kind;
    this.form = form;
  }

  /** Another served version and its conversion; versions stand in the order they are added. */
  public <V extends Record> ResourceTypeBuilder<T> version(
      String name, Class<V> type, Function<V, T> toStored, Function<T, V> fromStored) {
    versions.add(new Version<>(name, new RecordForm<>(type), toStored, fromStored));
    return this;
  }

  /** As the other, for a version declared in OpenAPI. */
  public ResourceTypeBuilder<T> version(
      String name,
      SchemaFile schema,
      Function<Unstructured, T> toStored,
      Function<T, Unstructured> fromStored) {
    versions.add(new Version<>(name, schema, toStored, fromStored));
    return this;
  }

  /** A version that clients are warned of, such as {@code … v1alpha1 CronTab is deprecated}. */
  public ResourceTypeBuilder<T> deprecated(String version, String warning) {
    deprecations.put(version, warning);
    return this;
  }

  /** A version that has no paths and is only there for what is still stored in it. */
  public ResourceTypeBuilder<T> unserved(String version) {
    unserved.add(version);
    return this;
  }

  /** Fills in what the declared defaults can't; must change nothing when run again. */
  public ResourceTypeBuilder<T> defaulting(UnaryOperator<T> step) {
    defaulting.add(step);
    return this;
  }

  /** What is wrong with an object that keeps its declared limits. */
  public ResourceTypeBuilder<T> validation(Function<T, List<FieldError>> check) {
    validation.add(check);
    return this;
  }

  /** What is wrong with a change: gets the new object and the previous. */
  public ResourceTypeBuilder<T> updateValidation(BiFunction<T, T, List<FieldError>> check) {
    updateValidation.add(check);
    return this;
  }

  /** A Table column between name and age, of type string, integer, number, boolean or date. */
  public ResourceTypeBuilder<T> column(
      String name, String columnType, Function<T, @Nullable Object> cell) {
    columns.add(new Cell<>(name, columnType, 0, cell));
    return this;
  }

  /** A Table column that is shown with {@code -o wide}. */
  public ResourceTypeBuilder<T> wideColumn(
      String name, String columnType, Function<T, @Nullable Object> cell) {
    columns.add(new Cell<>(name, columnType, 1, cell));
    return this;
  }

  /** Paths that field selectors may use, such as {@code spec.size}. */
  public ResourceTypeBuilder<T> selectableFields(String... paths) {
    selectable.addAll(Arrays.asList(paths));
    return this;
  }

  /**
   * Something that is asked of an object by {@code POST …/NAME/SUBRESOURCE}. What is asked has its
   * declared defaults and keeps its declared limits.
   */
  public <B extends Record, A extends Record> ResourceTypeBuilder<T> action(
      String subresource, Class<B> body, RecordAction<B, A> action) {
    GroupVersionKind kind =
        new GroupVersionKind(resource.group(), storedVersion, body.getSimpleName());
    StructType schema = RecordSchema.object(component(storedVersion, kind.kind()), body);
    return subresource(
        new Subresource.Action(
            subresource, kind, schema, new CheckedAction<>(kind, schema, body, action)));
  }

  /** A subresource of any kind: a scale, a part, a stream that is handed on. */
  public ResourceTypeBuilder<T> subresource(Subresource subresource) {
    subresources.add(subresource);
    return this;
  }

  /** Objects are stored in bytes of the author's own. */
  public ResourceTypeBuilder<T> storedBy(StorageCodec own) {
    codec = Optional.of(own);
    return this;
  }

  public ResourceTypeBuilder<T> shortNames(String... names) {
    shortNames.addAll(Arrays.asList(names));
    return this;
  }

  public ResourceTypeBuilder<T> categories(String... names) {
    categories.addAll(Arrays.asList(names));
    return this;
  }

  /** Objects are not in a namespace. */
  public ResourceTypeBuilder<T> clusterWide() {
    namespaced = false;
    return this;
  }

  /** The kind, where it is not the one that the type began with. */
  public ResourceTypeBuilder<T> kind(String name) {
    kind = name;
    return this;
  }

  /**
   * @throws IllegalArgumentException if something is declared that has no form in the schema
   */
  public ResourceType build() {
    StructType schema = form.schema(component(storedVersion, kind));
    boolean hasStatus = schema.fields().containsKey("status");
    List<TypeVersion> built = new ArrayList<>();
    built.add(TypeVersion.stored(storedVersion, schema, columns(UnaryOperator.identity())));
    versions.forEach(version -> built.add(build(version)));
    List<Subresource> all = new ArrayList<>();
    if (hasStatus) {
      all.add(new Subresource.Status());
    }
    all.addAll(subresources);
    return new BuiltType(
        resource,
        kind,
        shortNames,
        categories,
        namespaced,
        built,
        unserved,
        deprecations,
        new DeclaredStrategy<>(
            schema,
            form,
            List.copyOf(defaulting),
            List.copyOf(validation),
            List.copyOf(updateValidation),
            Set.copyOf(selectable),
            hasStatus),
        all,
        selectable,
        codec);
  }

  private <V> TypeVersion build(Version<T, V> version) {
    UnaryOperator<Unstructured> toStorage =
        object -> converted(object, storedVersion, version.toStored(), version.form(), form);
    UnaryOperator<Unstructured> fromStorage =
        object -> converted(object, version.name(), version.fromStored(), form, version.form());
    return new TypeVersion(
        version.name(),
        version.form().schema(component(version.name(), kind)),
        columns(toStorage),
        toStorage,
        fromStorage);
  }

  private <A, B> Unstructured converted(
      Unstructured object,
      String version,
      Function<A, B> conversion,
      ObjectForm<A> from,
      ObjectForm<B> to) {
    Unstructured result = Unstructured.create(resource.group() + "/" + version, kind);
    Object metadata = object.content().get("metadata");
    if (metadata != null) {
      result.content().put("metadata", metadata);
    }
    to.write(Objects.requireNonNull(conversion.apply(from.read(object))), result);
    return result;
  }

  private List<Column> columns(UnaryOperator<Unstructured> toStorage) {
    List<Column> result = new ArrayList<>();
    result.add(StandardColumns.name());
    for (Cell<T> cell : columns) {
      result.add(
          new Column(
              cell.name(),
              cell.type(),
              "",
              "",
              cell.priority(),
              object -> plain(cell.value().apply(form.read(toStorage.apply(object))))));
    }
    result.add(StandardColumns.age(InstantSource.system()));
    return result;
  }

  private static @Nullable Object plain(@Nullable Object cell) {
    return cell instanceof Integer i
        ? (Object) i.longValue()
        : cell instanceof Enum<?> constant ? constant.name() : cell;
  }

  /** Reversed group, version, kind: the way the API names components of types like this. */
  private String component(String version, String of) {
    List<String> parts = new ArrayList<>(Arrays.asList(resource.group().split("\\.")));
    Collections.reverse(parts);
    return String.join(".", parts) + "." + version + "." + of;
  }
}

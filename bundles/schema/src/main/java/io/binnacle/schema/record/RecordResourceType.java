package io.binnacle.schema.record;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Column;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.table.StandardColumns;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds a resource type from Java records: one per version, whose components are the object's
 * top-level fields beside apiVersion, kind and metadata. A component {@code status} gives the type
 * a status subresource. Used by one thread; what it builds is immutable.
 *
 * <pre>{@code
 * RecordResourceType.of("example.com", "v1", "widgets", Widget.class)
 *     .version("v1beta1", WidgetBeta.class, WidgetBeta::upgraded, WidgetBeta::of)
 *     .defaulting(Widget::withDefaults)
 *     .validation(Widget::problems)
 *     .column("Size", "integer", widget -> widget.spec().size())
 *     .build();
 * }</pre>
 *
 * @param <R> the record of the stored version, whose simple name is the kind
 */
public final class RecordResourceType<R extends Record> {
  private final GroupResource resource;
  private final String storedVersion;
  private final RecordCodec<R> codec;
  private final Class<R> type;
  private final List<Version<R, ?>> versions = new ArrayList<>();
  private final List<UnaryOperator<R>> defaulting = new ArrayList<>();
  private final List<Function<R, List<FieldError>>> validation = new ArrayList<>();
  private final List<BiFunction<R, R, List<FieldError>>> updateValidation = new ArrayList<>();
  private final List<RecordColumn<R>> columns = new ArrayList<>();
  private final Set<String> selectable = new LinkedHashSet<>();
  private final List<String> shortNames = new ArrayList<>();
  private final List<String> categories = new ArrayList<>();
  private boolean namespaced = true;
  private String kind;

  private record Version<R extends Record, V extends Record>(
      String name, Class<V> type, Function<V, R> toStored, Function<R, V> fromStored) {}

  private record RecordColumn<R>(String name, String type, Function<R, @Nullable Object> cell) {}

  private RecordResourceType(String group, String version, String plural, Class<R> type) {
    this.resource = new GroupResource(group, plural);
    this.storedVersion = version;
    this.type = type;
    this.codec = RecordCodec.of(type);
    this.kind = type.getSimpleName();
  }

  /**
   * @param version the stored version
   * @param plural as paths have it, in lower case
   */
  public static <R extends Record> RecordResourceType<R> of(
      String group, String version, String plural, Class<R> type) {
    return new RecordResourceType<>(group, version, plural, type);
  }

  /** Another served version and its conversion; versions stand in the order they are added. */
  public <V extends Record> RecordResourceType<R> version(
      String name, Class<V> record, Function<V, R> toStored, Function<R, V> fromStored) {
    versions.add(new Version<>(name, record, toStored, fromStored));
    return this;
  }

  /** Fills in what the declared defaults can't; must change nothing when run again. */
  public RecordResourceType<R> defaulting(UnaryOperator<R> step) {
    defaulting.add(step);
    return this;
  }

  /** What is wrong with an object that keeps its declared limits. */
  public RecordResourceType<R> validation(Function<R, List<FieldError>> check) {
    validation.add(check);
    return this;
  }

  /** What is wrong with a change: gets the new record and the previous. */
  public RecordResourceType<R> updateValidation(BiFunction<R, R, List<FieldError>> check) {
    updateValidation.add(check);
    return this;
  }

  /** A Table column between name and age, of type string, integer, number, boolean or date. */
  public RecordResourceType<R> column(
      String name, String columnType, Function<R, @Nullable Object> cell) {
    columns.add(new RecordColumn<>(name, columnType, cell));
    return this;
  }

  /** Paths that field selectors may use, such as {@code spec.size}. */
  public RecordResourceType<R> selectableFields(String... paths) {
    selectable.addAll(Arrays.asList(paths));
    return this;
  }

  public RecordResourceType<R> shortNames(String... names) {
    shortNames.addAll(Arrays.asList(names));
    return this;
  }

  public RecordResourceType<R> categories(String... names) {
    categories.addAll(Arrays.asList(names));
    return this;
  }

  /** Objects are not in a namespace. */
  public RecordResourceType<R> clusterWide() {
    namespaced = false;
    return this;
  }

  /** The kind, where it is not the record's simple name. */
  public RecordResourceType<R> kind(String name) {
    kind = name;
    return this;
  }

  /**
   * @throws IllegalArgumentException if a record has a component that has no form in the schema
   */
  public ResourceType build() {
    boolean hasStatus =
        Arrays.stream(type.getRecordComponents())
            .anyMatch(component -> RecordSchema.jsonName(component).equals("status"));
    StructType schema = RecordSchema.object(componentName(storedVersion), type);
    List<TypeVersion> built = new ArrayList<>();
    built.add(TypeVersion.stored(storedVersion, schema, columns(UnaryOperator.identity())));
    versions.forEach(version -> built.add(build(version)));
    return new BuiltType(
        resource,
        kind,
        shortNames,
        categories,
        namespaced,
        built,
        new RecordStrategy<>(
            schema,
            codec,
            List.copyOf(defaulting),
            List.copyOf(validation),
            List.copyOf(updateValidation),
            Set.copyOf(selectable),
            hasStatus),
        hasStatus ? List.of(new Subresource.Status()) : List.of(),
        selectable);
  }

  private <V extends Record> TypeVersion build(Version<R, V> version) {
    RecordCodec<V> other = RecordCodec.of(version.type());
    UnaryOperator<Unstructured> toStorage =
        object -> converted(object, storedVersion, version.toStored(), other, codec);
    UnaryOperator<Unstructured> fromStorage =
        object -> converted(object, version.name(), version.fromStored(), codec, other);
    return new TypeVersion(
        version.name(),
        RecordSchema.object(componentName(version.name()), version.type()),
        columns(toStorage),
        toStorage,
        fromStorage);
  }

  private <A extends Record, B extends Record> Unstructured converted(
      Unstructured object,
      String version,
      Function<A, B> conversion,
      RecordCodec<A> from,
      RecordCodec<B> to) {
    Unstructured result = Unstructured.create(resource.group() + "/" + version, kind);
    Object metadata = object.content().get("metadata");
    if (metadata != null) {
      result.content().put("metadata", metadata);
    }
    B record = Objects.requireNonNull(conversion.apply(from.fromTree(object.content())));
    to.write(record, result);
    return result;
  }

  private List<Column> columns(UnaryOperator<Unstructured> toStorage) {
    List<Column> result = new ArrayList<>();
    result.add(StandardColumns.name());
    for (RecordColumn<R> column : columns) {
      result.add(
          new Column(
              column.name(),
              column.type(),
              "",
              "",
              0,
              object ->
                  plain(column.cell().apply(codec.fromTree(toStorage.apply(object).content())))));
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
  private String componentName(String version) {
    List<String> parts = new ArrayList<>(Arrays.asList(resource.group().split("\\.")));
    java.util.Collections.reverse(parts);
    return String.join(".", parts) + "." + version + "." + kind;
  }
}

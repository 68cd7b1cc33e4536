package io.binnacle.schema.table;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.Connector;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.Subresource;
import io.binnacle.schema.table.TableRows.Row;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * Makes resource types of a bundle's {@code resources.tsv} and {@code columns.tsv}, and of the Java
 * parts that tables can't say. Both files are tab-separated; lines that begin with # are comments;
 * lists are joined by commas.
 *
 * <p>{@code resources.tsv}, a row per resource and version; the rows of one resource are its
 * versions, best first, of which the first is stored:
 *
 * <table>
 * <caption>columns</caption>
 * <tr><td>group</td><td>{@code core} for the group without a name</td></tr>
 * <tr><td>version, resource, kind</td><td></td></tr>
 * <tr><td>namespaced</td><td>{@code true} or {@code false}</td></tr>
 * <tr><td>verbs</td><td>empty: all</td></tr>
 * <tr><td>shortNames, categories</td><td></td></tr>
 * <tr><td>singular</td><td>empty: the kind in lower case</td></tr>
 * <tr><td>subresources</td><td>{@code status}; {@code scale=SPECPATH:STATUSPATH:SELECTORPATH};
 * {@code NAME=get+patch+update}: a part; {@code NAME=VERSION/KIND} or {@code
 * NAME=GROUP/VERSION/KIND}: an action; {@code
 * VERSION+OTHER}: a body of the other version is taken as well</td></tr>
 * <tr><td>storagePrefix</td><td>empty: {@code /registry/GROUP/RESOURCE/}</td></tr>
 * <tr><td>schema</td><td>the structure's full name; empty: the kind's own</td></tr>
 * <tr><td>selectableFields</td><td>beside metadata.name and metadata.namespace</td></tr>
 * <tr><td>groupPriority</td><td>empty: 1000</td></tr>
 * <tr><td>deprecation</td><td>what clients of the version are warned of</td></tr>
 * </table>
 *
 * <p>{@code columns.tsv}, a row per Table column: group, version, resource, name, type, format,
 * priority, expression, description. An expression is a path ({@code .spec.replicas}, {@code
 * .spec.containers[*].name} for all, joined by commas), a literal in double quotes, a call ({@code
 * count(PATH)}, {@code age(PATH)}, {@code keys(PATH)}, {@code selector(PATH)}, {@code
 * ratio(PATH,PATH)}), any of them followed by {@code ? TEXT} that stands where the value is missing
 * or empty, or {@code =NAME} for a function given to {@link #cell}. A type without rows gets its
 * name and age.
 *
 * <p>The type tables are those of the bundle that {@link TypeTables} finds for the groups and
 * versions of {@code resources.tsv}, and those named by {@link #types}. Used by one thread.
 */
public final class ResourceTables {
  private final Class<?> anchor;
  private final Map<String, Strategy> strategies = new HashMap<>();
  private final Map<String, Subresource.ActionHandler> actions = new HashMap<>();
  private final Map<String, Connector> connectors = new HashMap<>();
  private final Map<String, ResourceType.Review> reviews = new HashMap<>();
  private final Map<String, Function<Unstructured, @Nullable Object>> cells = new HashMap<>();
  private final Map<String, Conversion> conversions = new HashMap<>();
  private final Map<String, StoredAs> storedAs = new HashMap<>();
  private @Nullable TypeTables types;
  private InstantSource clock = InstantSource.system();

  private ResourceTables(Class<?> anchor) {
    this.anchor = anchor;
  }

  /** How objects of one version become objects of the stored one, and back. */
  record Conversion(
      UnaryOperator<Unstructured> toStorage, UnaryOperator<Unstructured> fromStorage) {}

  /** The kind that objects are stored as, and the way to it and back. */
  record StoredAs(
      GroupVersionKind kind,
      UnaryOperator<Unstructured> toStored,
      UnaryOperator<Unstructured> fromStored) {}

  /**
   * Starts from the files of a bundle.
   *
   * @param anchor any class of that bundle
   */
  public static ResourceTables in(Class<?> anchor) {
    return new ResourceTables(anchor);
  }

  /**
   * The behaviour of a resource; without it the type is a plain one.
   *
   * @param resource the plural, or {@code plural.group} where two groups of the bundle have it
   */
  public ResourceTables strategy(String resource, Strategy strategy) {
    strategies.put(resource, strategy);
    return this;
  }

  /** What an action subresource does. */
  public ResourceTables action(
      String resource, String subresource, Subresource.ActionHandler handler) {
    actions.put(resource + "/" + subresource, handler);
    return this;
  }

  /** What finds the server that requests for a subresource are handed on to. */
  public ResourceTables connector(String resource, String subresource, Connector connector) {
    connectors.put(resource + "/" + subresource, connector);
    return this;
  }

  /** Makes the resource one that is never stored and answers its create. */
  public ResourceTables review(String resource, ResourceType.Review review) {
    reviews.put(resource, review);
    return this;
  }

  /** The function that {@code =name} in {@code columns.tsv} stands for. */
  public ResourceTables cell(String name, Function<Unstructured, @Nullable Object> function) {
    cells.put(name, function);
    return this;
  }

  /**
   * How objects of a version that is not stored are converted; the conversion sets apiVersion.
   * Without it only apiVersion differs.
   */
  public ResourceTables conversion(
      String resource,
      String version,
      UnaryOperator<Unstructured> toStorage,
      UnaryOperator<Unstructured> fromStorage) {
    conversions.put(resource + "/" + version, new Conversion(toStorage, fromStorage));
    return this;
  }

  /**
   * Stores the resource as another kind than its first row's; see {@link
   * io.binnacle.api.type.StoredKind}. The kind's type table is read with the others.
   *
   * @param resource the plural, or {@code plural.group} where two groups of the bundle have it
   */
  public ResourceTables storedAs(
      String resource,
      GroupVersionKind kind,
      UnaryOperator<Unstructured> toStored,
      UnaryOperator<Unstructured> fromStored) {
    storedAs.put(resource, new StoredAs(kind, toStored, fromStored));
    return this;
  }

  /** Uses these type tables instead of looking for files. */
  public ResourceTables types(TypeTables tables) {
    types = tables;
    return this;
  }

  /** The clock that ages are counted from; the system's unless set. */
  public ResourceTables clock(InstantSource source) {
    clock = source;
    return this;
  }

  /**
   * @throws IllegalArgumentException if a file is missing or wrong, or names a Java part that was
   *     not given, or one was given that no file names; the message says which
   */
  public List<ResourceType> build() {
    List<Row> rows = TableRows.of(anchor, "resources.tsv");
    Map<GroupResource, List<ResourceRow>> byResource = new LinkedHashMap<>();
    for (Row row : rows) {
      ResourceRow parsed = ResourceRow.of(row);
      byResource.computeIfAbsent(parsed.resource(), key -> new ArrayList<>()).add(parsed);
    }
    TypeTables tables = types != null ? types : findTypes(byResource);
    ColumnTable columns = ColumnTable.read(anchor, cells, clock);
    Parts parts =
        new Parts(tables, columns, strategies, actions, connectors, reviews, conversions, storedAs);
    List<ResourceType> result = new ArrayList<>();
    byResource.values().forEach(versions -> result.add(TableResourceType.of(versions, parts)));
    parts.checkAllUsed();
    return List.copyOf(result);
  }

  /** Builds the types and registers each as a service. */
  public ResourceTypeRegistration register(BundleContext context) {
    return ResourceTypeRegistration.of(context, build());
  }

  private TypeTables findTypes(Map<GroupResource, List<ResourceRow>> byResource) {
    TreeSet<String> own = new TreeSet<>();
    for (List<ResourceRow> versions : byResource.values()) {
      for (ResourceRow row : versions) {
        row.tableNames().filter(this::hasTable).forEach(own::add);
      }
    }
    for (StoredAs stored : storedAs.values()) {
      String table = stored.kind().group() + "_" + stored.kind().version();
      if (hasTable(table)) {
        own.add(table);
      }
    }
    return TypeTables.read(anchor, own.toArray(String[]::new));
  }

  private boolean hasTable(String groupVersion) {
    return anchor.getResource("/types/" + groupVersion + ".tsv") != null;
  }
}

package io.binnacle.rest.discovery;

import io.binnacle.rest.answer.CompressedBody;
import io.binnacle.rest.answer.ETag;
import io.binnacle.rest.resource.Routes;
import io.binnacle.rest.resource.RoutingTable;
import io.binnacle.rest.resource.ServedResource;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.openapi.OpenApi;
import io.binnacle.schema.openapi.ServedVersion;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI v3 documents of the types that are served, by name, such as {@code apis/apps/v1}. A
 * document is made when it or its hash is first asked for. It is kept compressed, and only while
 * memory allows; its hash is kept until the types that it shows change. Thread-safe; one document
 * is made at a time.
 */
final class OpenApiDocuments {
  /**
   * A document.
   *
   * @param hash a digest of its JSON: the same content has the same, whichever server made it
   * @param gzip its JSON, compressed
   */
  record Document(String hash, byte[] gzip) {}

  /**
   * @param sources what the document was made of; another document is made of others
   */
  private record Known(List<Object> sources, String hash, SoftReference<byte[]> gzip) {}

  private final Routes routes;
  private final Map<String, Known> known = new HashMap<>();

  OpenApiDocuments(Routes routes) {
    this.routes = routes;
  }

  /** The hashes of all documents, by their names. */
  synchronized Map<String, String> hashes() {
    RoutingTable table = routes.table();
    Map<String, String> hashes = new TreeMap<>();
    for (String name : names(table)) {
      List<Object> sources = sources(table, name);
      Known found = known.get(name);
      boolean current = found != null && found.sources().equals(sources);
      hashes.put(name, current ? found.hash() : make(table, name, sources).hash());
    }
    known.keySet().retainAll(hashes.keySet());
    return hashes;
  }

  /** The document of that name, null if there is none. */
  synchronized @Nullable Document find(String name) {
    RoutingTable table = routes.table();
    if (!names(table).contains(name)) {
      return null;
    }
    List<Object> sources = sources(table, name);
    Known found = known.get(name);
    byte[] gzip = found != null && found.sources().equals(sources) ? found.gzip().get() : null;
    return gzip == null || found == null
        ? make(table, name, sources)
        : new Document(found.hash(), gzip);
  }

  private Document make(RoutingTable table, String name, List<Object> sources) {
    byte[] json = Json.write(tree(table, name));
    Document made = new Document(ETag.hash(json), CompressedBody.compress(json));
    known.put(name, new Known(sources, made.hash(), new SoftReference<>(made.gzip())));
    return made;
  }

  private static List<String> names(RoutingTable table) {
    List<String> names = OpenApiRoots.names(table);
    for (RoutingTable.Group group : table.groups()) {
      for (String version : group.versions()) {
        names.add(path(group.name(), version));
      }
    }
    return names;
  }

  static String path(String group, String version) {
    return group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
  }

  private static List<Object> sources(RoutingTable table, String name) {
    List<Object> sources = new ArrayList<>(table.builtInVersions());
    for (ServedResource resource : resources(table, name).values()) {
      sources.add(resource.type());
      sources.add(resource.version());
    }
    return sources;
  }

  private static Map<String, ServedResource> resources(RoutingTable table, String name) {
    String[] parts = name.split("/", -1);
    boolean core = parts[0].equals("api") && parts.length == 2;
    return core
        ? table.resources("", parts[1])
        : parts.length == 3 ? table.resources(parts[1], parts[2]) : Map.of();
  }

  /** A document as a tree. */
  Map<String, @Nullable Object> tree(RoutingTable table, String name) {
    Map<String, ServedResource> resources = resources(table, name);
    Map<String, @Nullable Object> paths;
    Map<String, Object> schemas;
    if (resources.isEmpty()) {
      OpenApiRoots.Document root = new OpenApiRoots(routes.prose().get()).document(name);
      paths = root.paths();
      schemas = root.components();
    } else {
      ServedResource any = resources.values().iterator().next();
      paths = new TreeMap<>(OpenApiPaths.of("/" + name, resources.values()));
      paths.put("/" + name + "/", OpenApiRoots.resources(any.kind().group(), any.kind().version()));
      schemas =
          OpenApi.components(
              resources.values().stream()
                  .map(served -> new ServedVersion(served.type(), served.version()))
                  .toList(),
              versionsFor(table, any),
              routes.prose().get());
    }
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("title", "Kubernetes");
    info.put("version", "1.36");
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("openapi", "3.0.0");
    tree.put("info", info);
    tree.put("paths", paths);
    tree.put("components", Map.of("schemas", schemas));
    return tree;
  }

  /** Custom resources come and go: documents of others do not change with them. */
  private static List<String> versionsFor(RoutingTable table, ServedResource shown) {
    List<String> versions = new ArrayList<>(table.builtInVersions());
    String own = shown.kind().apiVersion();
    if (!versions.contains(own) && shown.type().review().isEmpty()) {
      versions.add(own);
    }
    return versions;
  }

  /** All documents, one after the other, each made when it is asked for. */
  List<Supplier<Map<String, @Nullable Object>>> all() {
    RoutingTable table = routes.table();
    List<Supplier<Map<String, @Nullable Object>>> all = new ArrayList<>();
    for (String name : new java.util.TreeSet<>(names(table))) {
      all.add(() -> tree(table, name));
    }
    return all;
  }
}

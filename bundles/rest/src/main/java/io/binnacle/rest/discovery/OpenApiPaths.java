package io.binnacle.rest.discovery;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.Verb;
import io.binnacle.rest.resource.ServedResource;
import io.binnacle.schema.openapi.OpenApi;
import io.binnacle.schema.protobuf.ProtobufKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The paths of a group version's OpenAPI document: which methods each has, on which kind, with
 * which parameters. kubectl reads from it which kinds take {@code dryRun} and {@code
 * fieldValidation}, and which kind a path shows; generators of clients name their methods by it.
 */
final class OpenApiPaths {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final String STATUS = META + "Status";
  private static final List<@Nullable Object> PRETTY = OpenApiParameters.query(List.of("pretty"));
  private static final List<@Nullable Object> WATCHED =
      Stream.concat(OpenApiParameters.query(OpenApiParameters.LIST).stream(), PRETTY.stream())
          .toList();
  private static final GroupVersionKind SCALE = new GroupVersionKind("autoscaling", "v1", "Scale");

  private final Map<String, @Nullable Object> paths = new TreeMap<>();
  private final String prefix;

  private OpenApiPaths(String prefix) {
    this.prefix = prefix;
  }

  /**
   * @param prefix the group version's path, {@code /api/v1} or {@code /apis/GROUP/VERSION}
   */
  static Map<String, @Nullable Object> of(String prefix, Collection<ServedResource> resources) {
    OpenApiPaths result = new OpenApiPaths(prefix);
    for (ServedResource resource : resources) {
      result.new Resource(resource).add();
    }
    return result.paths;
  }

  /** The paths of one resource. */
  private final class Resource {
    private final ServedResource served;
    private final GroupVersionKind kind;
    private final Set<Verb> verbs;
    private final boolean namespaced;
    private final String item;
    private final String tag;
    private final String subject;
    private final boolean protobuf;
    private final List<String> produced;

    Resource(ServedResource served) {
      this.served = served;
      this.kind = served.kind();
      this.verbs = served.verbs();
      this.namespaced = served.type().isNamespaced();
      this.item = served.version().schema().name();
      this.tag = OperationNames.tag(kind.group(), kind.version());
      this.subject = (namespaced ? "Namespaced" : "") + kind.kind();
      this.protobuf = ProtobufKind.has(served.version().schema());
      this.produced = protobuf ? OpenApiOperation.OBJECTS : OpenApiOperation.TEXTS;
    }

    void add() {
      String plural = served.resource().resource();
      String base = (namespaced ? "/namespaces/{namespace}/" : "/") + plural;
      put(base, collection(), PRETTY);
      if (namespaced && verbs.contains(Verb.LIST)) {
        put("/" + plural, Map.of("get", list(kind.kind() + "ForAllNamespaces")), PRETTY);
      }
      String one = base + "/{name}";
      put(one, object(), PRETTY);
      for (Subresource part : served.type().subresources()) {
        String path = one + "/" + part.name();
        if (part instanceof Subresource.Connect connect) {
          connect(path, connect);
        } else {
          put(path, part(part), PRETTY);
        }
      }
      if (verbs.contains(Verb.WATCH)) {
        watches(plural, base);
      }
    }

    private String id(String action, String rest) {
      return OperationNames.id(action, kind.group(), kind.version(), rest);
    }

    private void connect(String path, Subresource.Connect connect) {
      String title = OperationNames.title(connect.name());
      OpenApiConnect shown = new OpenApiConnect(connect, item, title);
      if (connect.manner() == Subresource.Manner.STREAM) {
        List<String> types = new ArrayList<>(produced);
        types.add("text/plain");
        Map<String, @Nullable Object> read =
            OpenApiOperation.of(tag, id("read", subject + title), "Reads as text: " + title)
                .answersText(types)
                .on("get", connect.kind());
        put(path, Map.of("get", read), shown.parametersAnd(PRETTY));
        return;
      }
      put(path, shown.operations(tag, m -> id("connect", m + subject + title)), shown.parameters());
      if (connect.manner() == Subresource.Manner.PROXY) {
        put(
            path + "/{path}",
            shown.operations(tag, m -> id("connect", m + subject + title + "WithPath")),
            shown.parameters());
      }
    }

    private Map<String, @Nullable Object> collection() {
      Map<String, @Nullable Object> path = new LinkedHashMap<>();
      if (verbs.contains(Verb.LIST)) {
        path.put("get", list(subject));
      }
      if (verbs.contains(Verb.CREATE)) {
        path.put("post", create(subject, kind, item, produced));
      }
      if (verbs.contains(Verb.DELETECOLLECTION)) {
        path.put(
            "delete",
            OpenApiOperation.of(
                    tag, id("delete", "Collection" + subject), "Deletes objects: " + kind.kind())
                .query(OpenApiParameters.DELETE_COLLECTION)
                .body(consumed(), META + "DeleteOptions", false)
                .answers(produced, STATUS, 200)
                .on("deletecollection", kind));
      }
      return path;
    }

    private List<String> consumed() {
      return protobuf ? List.of("*/*") : OpenApiOperation.TEXTS;
    }

    private Map<String, @Nullable Object> list(String rest) {
      return OpenApiOperation.of(tag, id("list", rest), "Lists or watches objects: " + kind.kind())
          .query(OpenApiParameters.LIST)
          .answers(
              OpenApiOperation.withStreams(produced),
              OpenApi.listName(served.version().schema()),
              200)
          .on("list", kind);
    }

    private Map<String, @Nullable Object> create(
        String rest, GroupVersionKind made, String schema, List<String> types) {
      return OpenApiOperation.of(tag, id("create", rest), "Creates: " + made.kind())
          .query(OpenApiParameters.WRITE)
          .body(consumed(), schema, true)
          .answers(types, schema, 200, 201, 202)
          .on("post", made);
    }

    private Map<String, @Nullable Object> object() {
      Map<String, @Nullable Object> path = new LinkedHashMap<>();
      readAndWrite(path, "", kind, item, verbs);
      if (verbs.contains(Verb.DELETE)) {
        boolean answersObject = served.type().strategy().returnsDeletedObject();
        path.put(
            "delete",
            OpenApiOperation.of(tag, id("delete", subject), "Deletes: " + kind.kind())
                .query(OpenApiParameters.DELETE)
                .body(consumed(), META + "DeleteOptions", false)
                .answers(produced, answersObject ? item : STATUS, 200, 202)
                .on("delete", kind));
      }
      return path;
    }

    private Map<String, @Nullable Object> part(Subresource part) {
      String title = OperationNames.title(part.name());
      Map<String, @Nullable Object> path = new LinkedHashMap<>();
      if (part instanceof Subresource.Action action) {
        path.put("post", create(subject + title, action.kind(), action.schema().name(), produced));
      } else if (part instanceof Subresource.Scale) {
        readAndWrite(path, title, SCALE, "io.k8s.api.autoscaling.v1.Scale", part.verbs());
      } else {
        readAndWrite(path, title, kind, item, part.verbs());
      }
      return path;
    }

    private void readAndWrite(
        Map<String, @Nullable Object> path,
        String title,
        GroupVersionKind of,
        String schema,
        Set<Verb> allowed) {
      String what = of.kind() + (title.isEmpty() ? "" : ", " + title.toLowerCase(Locale.ROOT));
      if (allowed.contains(Verb.GET)) {
        path.put(
            "get",
            OpenApiOperation.of(tag, id("read", subject + title), "Reads: " + what)
                .answers(produced, schema, 200)
                .on("get", of));
      }
      if (allowed.contains(Verb.UPDATE)) {
        path.put(
            "put",
            OpenApiOperation.of(tag, id("replace", subject + title), "Replaces: " + what)
                .query(OpenApiParameters.WRITE)
                .body(consumed(), schema, true)
                .answers(produced, schema, 200, 201)
                .on("put", of));
      }
      if (allowed.contains(Verb.PATCH)) {
        path.put(
            "patch",
            OpenApiOperation.of(tag, id("patch", subject + title), "Changes parts of: " + what)
                .query(OpenApiParameters.PATCH)
                .body(patches(), META + "Patch", true)
                .answers(produced, schema, 200, 201)
                .on("patch", of));
      }
    }

    private List<String> patches() {
      List<String> types =
          new ArrayList<>(List.of("application/json-patch+json", "application/merge-patch+json"));
      if (!served.type().isCustom()) {
        types.add("application/strategic-merge-patch+json");
      }
      types.add("application/apply-patch+yaml");
      return types;
    }

    /** The deprecated paths that watch without being asked to. */
    private void watches(String plural, String base) {
      put("/watch" + base, Map.of("get", watch(subject + "List", "watchlist")), WATCHED);
      if (verbs.contains(Verb.GET)) {
        put("/watch" + base + "/{name}", Map.of("get", watch(subject, "watch")), WATCHED);
      }
      if (namespaced) {
        put(
            "/watch/" + plural,
            Map.of("get", watch(kind.kind() + "ListForAllNamespaces", "watchlist")),
            WATCHED);
      }
    }

    private Map<String, @Nullable Object> watch(String rest, String action) {
      return OpenApiOperation.of(tag, id("watch", rest), "Deprecated, see list: " + kind.kind())
          .answers(OpenApiOperation.withStreams(produced), META + "WatchEvent", 200)
          .on(action, kind);
    }
  }

  private void put(
      String path,
      Map<String, ? extends @Nullable Object> operations,
      List<@Nullable Object> query) {
    if (operations.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(operations);
    List<@Nullable Object> parameters = new ArrayList<>();
    for (String name : List.of("name", "namespace", "path")) {
      if (path.contains("{" + name + "}")) {
        parameters.add(OpenApiParameters.path(name));
      }
    }
    parameters.addAll(query);
    tree.put("parameters", parameters);
    paths.put(prefix + path, tree);
  }
}

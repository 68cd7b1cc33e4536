package io.binnacle.rest.discovery;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.Verb;
import io.binnacle.rest.resource.ServedResource;
import io.binnacle.schema.openapi.OpenApi;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The paths of a group version's OpenAPI document: which methods each has, on which kind, with
 * which parameters. kubectl reads from it which kinds take {@code dryRun} and {@code
 * fieldValidation}, and which kind a path shows.
 */
final class OpenApiPaths {
  private static final List<String> LIST_PARAMETERS =
      List.of(
          "allowWatchBookmarks:boolean",
          "continue:string",
          "fieldSelector:string",
          "labelSelector:string",
          "limit:integer",
          "resourceVersion:string",
          "resourceVersionMatch:string",
          "sendInitialEvents:boolean",
          "timeoutSeconds:integer",
          "watch:boolean");
  private static final List<String> WRITE_PARAMETERS =
      List.of("dryRun:string", "fieldManager:string", "fieldValidation:string");
  private static final List<String> PATCH_PARAMETERS =
      List.of("dryRun:string", "fieldManager:string", "fieldValidation:string", "force:boolean");
  private static final List<String> DELETE_PARAMETERS =
      List.of(
          "dryRun:string",
          "gracePeriodSeconds:integer",
          "orphanDependents:boolean",
          "propagationPolicy:string");

  private final Map<String, @Nullable Object> paths = new TreeMap<>();

  private OpenApiPaths() {}

  /**
   * @param prefix the group version's path, {@code /api/v1} or {@code /apis/GROUP/VERSION}
   */
  static Map<String, @Nullable Object> of(String prefix, Collection<ServedResource> resources) {
    OpenApiPaths result = new OpenApiPaths();
    resources.forEach(resource -> result.add(prefix, resource));
    return result.paths;
  }

  private void add(String prefix, ServedResource resource) {
    String plural = resource.resource().resource();
    boolean namespaced = resource.type().isNamespaced();
    String base = prefix + (namespaced ? "/namespaces/{namespace}/" : "/") + plural;
    GroupVersionKind kind = resource.kind();
    Set<Verb> verbs = resource.verbs();
    String item = resource.version().schema().name();
    String list = OpenApi.listName(resource.version().schema());
    Map<String, @Nullable Object> collection = new LinkedHashMap<>();
    operation(collection, "get", "list", kind, list, "", LIST_PARAMETERS, verbs, Verb.LIST);
    operation(collection, "post", "post", kind, item, item, WRITE_PARAMETERS, verbs, Verb.CREATE);
    operation(
        collection,
        "delete",
        "deletecollection",
        kind,
        "io.k8s.apimachinery.pkg.apis.meta.v1.Status",
        "",
        DELETE_PARAMETERS,
        verbs,
        Verb.DELETECOLLECTION);
    put(base, collection, namespaced, false);
    if (namespaced && verbs.contains(Verb.LIST)) {
      Map<String, @Nullable Object> everywhere = new LinkedHashMap<>();
      operation(everywhere, "get", "list", kind, list, "", LIST_PARAMETERS, verbs, Verb.LIST);
      put(prefix + "/" + plural, everywhere, false, false);
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object(object, kind, item, verbs);
    operation(
        object,
        "delete",
        "delete",
        kind,
        "io.k8s.apimachinery.pkg.apis.meta.v1.Status",
        "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions",
        DELETE_PARAMETERS,
        verbs,
        Verb.DELETE);
    put(base + "/{name}", object, namespaced, true);
    for (Subresource part : resource.type().subresources()) {
      Map<String, @Nullable Object> path = new LinkedHashMap<>();
      if (part instanceof Subresource.Action action) {
        String body = action.schema().name();
        operation(
            path,
            "post",
            "post",
            action.kind(),
            body,
            body,
            WRITE_PARAMETERS,
            part.verbs(),
            Verb.CREATE);
      } else if (part instanceof Subresource.Scale) {
        GroupVersionKind scale = new GroupVersionKind("autoscaling", "v1", "Scale");
        object(path, scale, "io.k8s.api.autoscaling.v1.Scale", part.verbs());
      } else {
        object(path, kind, item, part.verbs());
      }
      put(base + "/{name}/" + part.name(), path, namespaced, true);
    }
  }

  private static void object(
      Map<String, @Nullable Object> path, GroupVersionKind kind, String schema, Set<Verb> verbs) {
    operation(path, "get", "get", kind, schema, "", List.of(), verbs, Verb.GET);
    operation(path, "put", "put", kind, schema, schema, WRITE_PARAMETERS, verbs, Verb.UPDATE);
    operation(
        path,
        "patch",
        "patch",
        kind,
        schema,
        "io.k8s.apimachinery.pkg.apis.meta.v1.Patch",
        PATCH_PARAMETERS,
        verbs,
        Verb.PATCH);
  }

  private void put(
      String path, Map<String, @Nullable Object> operations, boolean namespace, boolean name) {
    if (operations.isEmpty()) {
      return;
    }
    List<@Nullable Object> parameters = new ArrayList<>();
    if (name) {
      parameters.add(parameter("name:string", "path"));
    }
    if (namespace) {
      parameters.add(parameter("namespace:string", "path"));
    }
    parameters.add(parameter("pretty:string", "query"));
    operations.put("parameters", parameters);
    paths.put(path, operations);
  }

  private static void operation(
      Map<String, @Nullable Object> path,
      String method,
      String action,
      GroupVersionKind kind,
      String answer,
      String body,
      List<String> parameters,
      Set<Verb> verbs,
      Verb needed) {
    if (!verbs.contains(needed)) {
      return;
    }
    Map<String, @Nullable Object> operation = new LinkedHashMap<>();
    if (!parameters.isEmpty()) {
      operation.put(
          "parameters",
          new ArrayList<@Nullable Object>(
              parameters.stream().map(text -> parameter(text, "query")).toList()));
    }
    if (!body.isEmpty()) {
      List<String> types =
          action.equals("patch")
              ? List.of(
                  "application/json-patch+json",
                  "application/merge-patch+json",
                  "application/strategic-merge-patch+json")
              : List.of("application/json", "application/yaml");
      operation.put("requestBody", content(types, body));
    }
    Map<String, @Nullable Object> ok =
        content(List.of("application/json", "application/yaml"), answer);
    ok.put("description", "OK");
    Map<String, @Nullable Object> responses = new LinkedHashMap<>();
    responses.put(action.equals("post") ? "201" : "200", ok);
    operation.put("responses", responses);
    operation.put("x-kubernetes-action", action.toLowerCase(Locale.ROOT));
    Map<String, @Nullable Object> gvk = new LinkedHashMap<>();
    gvk.put("group", kind.group());
    gvk.put("version", kind.version());
    gvk.put("kind", kind.kind());
    operation.put("x-kubernetes-group-version-kind", gvk);
    path.put(method, operation);
  }

  private static Map<String, @Nullable Object> content(List<String> types, String schema) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    for (String type : types) {
      content.put(type, Map.of("schema", Map.of("$ref", "#/components/schemas/" + schema)));
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("content", content);
    return result;
  }

  private static Map<String, @Nullable Object> parameter(String text, String in) {
    int colon = text.indexOf(':');
    Map<String, @Nullable Object> parameter = new LinkedHashMap<>();
    parameter.put("name", text.substring(0, colon));
    parameter.put("in", in);
    if (in.equals("path")) {
      parameter.put("required", true);
    }
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", text.substring(colon + 1));
    schema.put("uniqueItems", true);
    parameter.put("schema", schema);
    return parameter;
  }
}

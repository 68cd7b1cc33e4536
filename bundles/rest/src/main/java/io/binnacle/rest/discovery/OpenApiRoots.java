package io.binnacle.rest.discovery;

import io.binnacle.rest.resource.RoutingTable;
import io.binnacle.schema.openapi.OpenApi;
import io.binnacle.schema.openapi.Prose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The OpenAPI documents of paths that are of no group version: what tells of those there are. */
final class OpenApiRoots {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final String INFO = "io.k8s.apimachinery.pkg.version.Info";

  /** The fields of the version, those that always have a value first. */
  private static final List<String> INFO_FIELDS =
      List.of(
          "major",
          "minor",
          "gitVersion",
          "gitCommit",
          "gitTreeState",
          "buildDate",
          "goVersion",
          "compiler",
          "platform",
          "emulationMajor",
          "emulationMinor",
          "minCompatibilityMajor",
          "minCompatibilityMinor");

  private static final int INFO_REQUIRED = 9;

  /** A document's paths and components. */
  record Document(Map<String, @Nullable Object> paths, Map<String, Object> components) {}

  private final Prose prose;

  OpenApiRoots(Prose prose) {
    this.prose = prose;
  }

  /** The documents' names, such as {@code apis/apps}. */
  static List<String> names(RoutingTable table) {
    List<String> names =
        new java.util.ArrayList<>(
            List.of(
                ".well-known/openid-configuration", "api", "apis", "openid/v1/jwks", "version"));
    for (RoutingTable.Group group : table.groups()) {
      if (!group.name().isEmpty()) {
        names.add("apis/" + group.name());
      }
    }
    return names;
  }

  /** One of the documents. */
  Document document(String name) {
    String path = "/" + name + "/";
    return switch (name) {
      case "api" -> listing(path, "core", "getCoreAPIVersions", "APIVersions");
      case "apis" -> listing(path, "apis", "getAPIVersions", "APIGroupList");
      case "version" -> version(path);
      case ".well-known/openid-configuration" ->
          text(path, "getServiceAccountIssuerOpenIDConfiguration", "application/json");
      case "openid/v1/jwks" ->
          text(path, "getServiceAccountIssuerOpenIDKeyset", "application/jwk-set+json");
      default -> {
        String group = name.substring("apis/".length());
        yield listing(
            path,
            OperationNames.tag(group, ""),
            OperationNames.id("get", group, "", "APIGroup"),
            "APIGroup");
      }
    };
  }

  /** The path that lists a group version's resources, which stands among that one's paths. */
  static Map<String, @Nullable Object> resources(String group, String version) {
    return Map.of(
        "get",
        OpenApiOperation.of(
                OperationNames.tag(group, version),
                OperationNames.id("get", group, version, "APIResources"),
                "Lists the resources")
            .answers(OpenApiOperation.OBJECTS, META + "APIResourceList", 200)
            .tree());
  }

  private Document listing(String path, String tag, String id, String kind) {
    Map<String, @Nullable Object> get =
        OpenApiOperation.of(tag, id, "Tells what there is")
            .answers(OpenApiOperation.OBJECTS, META + kind, 200)
            .tree();
    return new Document(
        Map.of(path, Map.of("get", get)), OpenApi.commonComponents(List.of(kind), prose));
  }

  private static Document text(String path, String id, String type) {
    String tag = path.startsWith("/openid") ? "openid" : "WellKnown";
    Map<String, @Nullable Object> get =
        OpenApiOperation.of(tag, id, "Tells how to check service account tokens")
            .answersText(List.of(type))
            .tree();
    return new Document(Map.of(path, Map.of("get", get)), Map.of());
  }

  private Document version(String path) {
    Map<String, Object> properties = new TreeMap<>();
    for (String field : INFO_FIELDS) {
      Map<String, Object> schema = new LinkedHashMap<>();
      String told = prose.of(INFO, field);
      if (!told.isEmpty()) {
        schema.put("description", told);
      }
      if (INFO_FIELDS.indexOf(field) < INFO_REQUIRED) {
        schema.put("default", "");
      }
      schema.put("type", "string");
      properties.put(field, schema);
    }
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("properties", properties);
    info.put("required", INFO_FIELDS.subList(0, INFO_REQUIRED));
    info.put("type", "object");
    Map<String, @Nullable Object> get =
        OpenApiOperation.of("version", "getCodeVersion", "Tells the server's version")
            .answers(List.of("application/json"), INFO, 200)
            .tree();
    return new Document(Map.of(path, Map.of("get", get)), Map.of(INFO, info));
  }
}

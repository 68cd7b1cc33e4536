package io.binnacle.schema.ownership;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.Conform;
import io.binnacle.schema.Defaults;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.patch.JsonPatch;
import io.binnacle.schema.patch.MergePatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** As much of a server as ownership needs around it: one map of objects, no admission. */
final class SampleServer {
  private static final Map<String, String> KINDS =
      Map.of(
          "configmaps",
          "ConfigMap",
          "services",
          "Service",
          "pods",
          "Pod",
          "deployments",
          "Deployment");

  /** The recorded requests came within a second. */
  private static final String NOW = "2026-11-24T12:00:00Z";

  private final Map<String, Unstructured> objects = new HashMap<>();

  /** A request as recorded. */
  record Request(
      String method, String apiVersion, String path, String type, String userAgent, Object body) {
    String[] parts() {
      return path.replaceAll("\\?.*", "").split("/", -1);
    }

    String parameter(String name) {
      for (String pair : path.replaceAll("^[^?]*\\??", "").split("&", -1)) {
        if (pair.startsWith(name + "=")) {
          return pair.substring(name.length() + 1);
        }
      }
      return "";
    }
  }

  Unstructured answer(Request request) {
    String[] parts = request.parts();
    String kind = Objects.requireNonNull(KINDS.get(parts[0]), parts[0]);
    String subresource = parts.length > 2 ? parts[2] : "";
    String name = parts.length > 1 ? parts[1] : Unstructured.of(request.body()).name();
    String key = parts[0] + "/" + name;
    Unstructured live = objects.get(key);
    Unstructured result =
        request.type().contains("apply")
            ? applied(request, kind, subresource, live)
            : updated(request, kind, subresource, live);
    if (live == null) {
      result.set("uid-" + name, "metadata", "uid");
      result.set(NOW, "metadata", "creationTimestamp");
    } else {
      ManagedFields.keepTimesOfSame(live, result);
    }
    objects.put(key, result);
    return result;
  }

  private OwnershipRequest ownership(Request request, String subresource) {
    String named = request.parameter("fieldManager");
    String manager =
        request.type().contains("apply")
            ? named
            : ManagerNames.orUserAgent(named, request.userAgent());
    FieldSet reset =
        subresource.equals("status")
            ? FieldSet.of(FieldPath.of("spec"), FieldPath.of("metadata", "labels"))
            : Samples.STATUS;
    return new OwnershipRequest(
        request.apiVersion(), subresource, manager, Map.of(request.apiVersion(), reset), NOW);
  }

  private Unstructured applied(
      Request request, String kind, String subresource, @Nullable Unstructured live) {
    Unstructured config = Unstructured.of(request.body());
    boolean force = !request.parameter("force").isEmpty();
    Unstructured merged =
        Samples.ownership(kind).apply(ownership(request, subresource), live, config, force);
    return kept(decoded(request.apiVersion(), kind, merged), subresource, live);
  }

  private Unstructured updated(
      Request request, String kind, String subresource, @Nullable Unstructured live) {
    Object body = request.body();
    Object tree = body;
    if (request.type().contains("merge-patch")) {
      tree = MergePatch.apply(Objects.requireNonNull(live).deepCopy().content(), (Map<?, ?>) body);
    } else if (request.type().contains("json-patch")) {
      tree =
          JsonPatch.parse(Json.write(body))
              .apply(Objects.requireNonNull(live).deepCopy().content());
    }
    Unstructured given = Unstructured.of(Objects.requireNonNull(tree));
    Object managers = ManagedFields.of(given);
    Unstructured fresh = decoded(request.apiVersion(), kind, given);
    Samples.ownership(kind).afterUpdate(ownership(request, subresource), live, fresh, managers);
    return kept(fresh, subresource, live);
  }

  /** What no client writes stays as it was; and only what the subresource is for is written. */
  private static Unstructured kept(
      Unstructured fresh, String subresource, @Nullable Unstructured live) {
    Unstructured result = fresh;
    if (live != null) {
      Object managers = ManagedFields.of(fresh);
      if (subresource.equals("status")) {
        result = live.deepCopy();
        copy(fresh, result, "status");
      } else {
        copy(live, result, "status");
      }
      result.set(live.uid(), "metadata", "uid");
      result.set(live.string("metadata", "creationTimestamp"), "metadata", "creationTimestamp");
      ManagedFields.set(result, managers instanceof List<?> list ? List.copyOf(list) : List.of());
    } else {
      result.remove("status");
    }
    return result;
  }

  private static void copy(Unstructured from, Unstructured to, String field) {
    Object value = from.get(field);
    if (value == null) {
      to.remove(field);
    } else {
      to.set(value, field);
    }
  }

  private static Unstructured decoded(String apiVersion, String kind, Unstructured object) {
    StructType schema = Objects.requireNonNull(Samples.schema(apiVersion, kind));
    Unstructured result = Conform.to(schema).apply(object);
    result.set(kind, "kind");
    result.set(apiVersion, "apiVersion");
    Defaults.apply(schema, result.content());
    if (kind.equals("Deployment")) {
      result.setDefault(1L, "spec", "replicas");
    }
    return Samples.parse(Json.text(result.content()));
  }
}

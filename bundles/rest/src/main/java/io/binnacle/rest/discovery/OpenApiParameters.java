package io.binnacle.rest.discovery;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of operations in OpenAPI documents. */
final class OpenApiParameters {
  private static final Map<String, String> QUERY =
      Map.ofEntries(
          Map.entry("allowWatchBookmarks", "boolean|Whether a watch may send bookmarks."),
          Map.entry("command", "string|The command to run, a value for each word."),
          Map.entry("container", "string|The container; only a pod with one container needs none."),
          Map.entry("continue", "string|The token that the page before came with."),
          Map.entry("dryRun", "string|With the value All nothing is stored."),
          Map.entry("fieldManager", "string|The name under which the changed fields are owned."),
          Map.entry("fieldSelector", "string|Only objects with these values in their fields."),
          Map.entry(
              "fieldValidation",
              "string|What becomes of unknown and duplicate fields: Ignore, Warn or Strict."),
          Map.entry("follow", "boolean|Whether to go on with what is logged later."),
          Map.entry("force", "boolean|Whether an apply takes fields from other managers."),
          Map.entry("gracePeriodSeconds", "integer|The seconds that the object has to end."),
          Map.entry(
              "ignoreStoreReadErrorWithClusterBreakingPotential",
              "boolean|Whether to delete an object that can't be read."),
          Map.entry(
              "insecureSkipTLSVerifyBackend",
              "boolean|Whether to take any certificate of the node."),
          Map.entry("labelSelector", "string|Only objects with these labels."),
          Map.entry("limit", "integer|The most objects to answer with."),
          Map.entry("limitBytes", "integer|The most bytes to answer with."),
          Map.entry("orphanDependents", "boolean|Deprecated, see propagationPolicy."),
          Map.entry("path", "string|The path at the other server."),
          Map.entry("ports", "integer|The ports to forward."),
          Map.entry("pretty", "string|With the value true the answer is indented."),
          Map.entry("previous", "boolean|Whether to show the log of the container before."),
          Map.entry(
              "propagationPolicy",
              "string|What becomes of dependents: Orphan, Background or Foreground."),
          Map.entry("resourceVersion", "string|How fresh the answer has to be."),
          Map.entry("resourceVersionMatch", "string|How resourceVersion is meant."),
          Map.entry("sendInitialEvents", "boolean|Whether a watch begins with what there is."),
          Map.entry("shardSelector", "string|Only objects of this share."),
          Map.entry("sinceSeconds", "integer|How far to look back."),
          Map.entry("stderr", "boolean|Whether to connect standard error."),
          Map.entry("stdin", "boolean|Whether to connect standard input."),
          Map.entry("stdout", "boolean|Whether to connect standard output."),
          Map.entry("stream", "string|Which log to show: All, Stdout or Stderr."),
          Map.entry("tailLines", "integer|How many lines from the end to show."),
          Map.entry("timeoutSeconds", "integer|How long the request may take."),
          Map.entry("timestamps", "boolean|Whether each line begins with its time."),
          Map.entry("tty", "boolean|Whether to make a terminal."),
          Map.entry("watch", "boolean|Whether to be told of changes instead."));

  static final List<String> LIST =
      List.of(
          "allowWatchBookmarks",
          "continue",
          "fieldSelector",
          "labelSelector",
          "limit",
          "resourceVersion",
          "resourceVersionMatch",
          "sendInitialEvents",
          "shardSelector",
          "timeoutSeconds",
          "watch");
  static final List<String> WRITE = List.of("dryRun", "fieldManager", "fieldValidation");
  static final List<String> PATCH = List.of("dryRun", "fieldManager", "fieldValidation", "force");
  static final List<String> DELETE =
      List.of(
          "dryRun",
          "gracePeriodSeconds",
          "ignoreStoreReadErrorWithClusterBreakingPotential",
          "orphanDependents",
          "propagationPolicy");
  static final List<String> DELETE_COLLECTION =
      List.of(
          "continue",
          "dryRun",
          "fieldSelector",
          "gracePeriodSeconds",
          "ignoreStoreReadErrorWithClusterBreakingPotential",
          "labelSelector",
          "limit",
          "orphanDependents",
          "propagationPolicy",
          "resourceVersion",
          "resourceVersionMatch",
          "sendInitialEvents",
          "shardSelector",
          "timeoutSeconds");

  private OpenApiParameters() {}

  static List<@Nullable Object> query(List<String> names) {
    List<@Nullable Object> result = new ArrayList<>();
    for (String name : names) {
      String[] told = QUERY.getOrDefault(name, "string|").split("\\|", 2);
      result.add(parameter(name, "query", told[0], told[1]));
    }
    return result;
  }

  /** A query parameter for a field of options; null for one that can't be said in a query. */
  static @Nullable Object query(Field field) {
    Type type = field.type() instanceof ListType list ? list.element() : field.type();
    String named =
        type == ScalarType.STRING
            ? "string"
            : type == ScalarType.BOOL
                ? "boolean"
                : type == ScalarType.INT32 || type == ScalarType.INT64 ? "integer" : "";
    String told = QUERY.getOrDefault(field.name(), "|").split("\\|", 2)[1];
    return named.isEmpty() ? null : parameter(field.name(), "query", named, told);
  }

  /** What stands in the path between braces. */
  static Map<String, @Nullable Object> path(String name) {
    String told =
        switch (name) {
          case "namespace" -> "The object's namespace.";
          case "path" -> "The path at the other server.";
          default -> "The object's name.";
        };
    Map<String, @Nullable Object> result = parameter(name, "path", "string", told);
    result.put("required", true);
    return result;
  }

  private static Map<String, @Nullable Object> parameter(
      String name, String in, String type, String description) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("name", name);
    result.put("in", in);
    result.put("description", description);
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    schema.put("uniqueItems", true);
    result.put("schema", schema);
    return result;
  }
}

package io.binnacle.rest.answer;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.Cause;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.table.TypeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one place where failures and plain successes become {@code Status} objects. */
public final class StatusBody {
  /** The structure of a Status. */
  public static final StructType SCHEMA =
      TypeTables.common().struct("io.k8s.apimachinery.pkg.apis.meta.v1.Status");

  private StatusBody() {}

  /** The Status of a failure. */
  public static Map<String, @Nullable Object> of(StatusException failure) {
    Map<String, @Nullable Object> status = start("Failure");
    status.put("message", String.valueOf(failure.getMessage()));
    if (!failure.reason().text().isEmpty()) {
      status.put("reason", failure.reason().text());
    }
    StatusException.Details details = failure.details();
    if (details != null) {
      status.put("details", tree(details));
    }
    status.put("code", (long) failure.code());
    return status;
  }

  /** The answer to a delete that is done. */
  public static Map<String, @Nullable Object> deleted(
      GroupResource resource, String name, String uid) {
    Map<String, @Nullable Object> status = start("Success");
    status.put(
        "details",
        tree(
            new StatusException.Details(
                name, resource.group(), resource.resource(), uid, List.of(), 0)));
    return status;
  }

  private static Map<String, @Nullable Object> start(String outcome) {
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("kind", "Status");
    status.put("apiVersion", "v1");
    status.put("metadata", new LinkedHashMap<>());
    status.put("status", outcome);
    return status;
  }

  private static Map<String, @Nullable Object> tree(StatusException.Details details) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    put(tree, "name", details.name());
    put(tree, "group", details.group());
    put(tree, "kind", details.kind());
    put(tree, "uid", details.uid());
    if (!details.causes().isEmpty()) {
      List<@Nullable Object> causes = new ArrayList<>();
      for (Cause cause : details.causes()) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        put(item, "reason", cause.reason());
        put(item, "message", cause.message());
        put(item, "field", cause.field());
        causes.add(item);
      }
      tree.put("causes", causes);
    }
    if (details.retryAfterSeconds() > 0) {
      tree.put("retryAfterSeconds", (long) details.retryAfterSeconds());
    }
    return tree;
  }

  private static void put(Map<String, @Nullable Object> tree, String key, String value) {
    if (!value.isEmpty()) {
      tree.put(key, value);
    }
  }
}

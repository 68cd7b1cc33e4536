package io.binnacle.schema.patch;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.TypeTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is answered to a patch that can't be read, carried out, or gives no proper object. */
public final class PatchErrors {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
  private static final GroupVersionKind NO_KIND = new GroupVersionKind("", "", "");

  private PatchErrors() {}

  /**
   * The patched tree does not fit the type; 422.
   *
   * @param patched the tree as the JSON or merge patch made it
   * @param what a {@link io.binnacle.schema.ConformException}'s message, or the complaints of
   *     strict field validation
   */
  public static StatusException unfit(Map<String, @Nullable Object> patched, String what) {
    Map<String, @Nullable Object> shown = new TreeMap<>(patched);
    if (shown.get("metadata") instanceof Map<?, ?> metadata) {
      shown.put("metadata", inOrder(metadata));
    }
    return invalid(Json.text(shown), what);
  }

  /** Metadata the way that the original writes it, whatever order it was stored in. */
  private static Map<String, @Nullable Object> inOrder(Map<?, ?> metadata) {
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    for (String field : TypeTables.common().struct(META).fields().keySet()) {
      if (metadata.containsKey(field)) {
        ordered.put(field, metadata.get(field));
      }
    }
    metadata.forEach((field, value) -> ordered.putIfAbsent(String.valueOf(field), value));
    return ordered;
  }

  /** Like {@link #unfit} for a strategic merge patch, whose answer shows the patch itself. */
  public static StatusException unfitStrategic(Map<?, ?> patch, String what) {
    return invalid(GoText.of(patch), RestoreProblem.of(what));
  }

  private static StatusException invalid(String shown, String what) {
    return StatusException.invalid(NO_KIND, "", List.of(FieldError.invalid("patch", shown, what)));
  }

  /** A patch that is well-formed but can't be carried out on the object; 422. */
  static StatusException impossible() {
    return new StatusException(
        Reason.INVALID,
        422,
        "the server rejected our request due to an error in our request",
        StatusException.Details.of("", "", ""));
  }

  /** A body that is no patch of its kind; 400. */
  static StatusException undecodable(String prefix, String what) {
    return StatusException.badRequest(prefix + what);
  }

  static StatusException wrongJson(String prefix, @Nullable Object got, String wanted) {
    String type =
        got instanceof Map<?, ?>
            ? "object"
            : got instanceof List<?>
                ? "array"
                : got instanceof Number ? "number" : got instanceof Boolean ? "bool" : "string";
    return undecodable(
        prefix, "json: cannot unmarshal " + type + " into Go value of type " + wanted);
  }
}

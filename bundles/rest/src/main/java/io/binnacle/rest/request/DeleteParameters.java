package io.binnacle.rest.request;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a delete asks for, from its body or, without one, from its parameters.
 *
 * @param options how to delete
 * @param dryRun whether nothing is deleted
 */
public record DeleteParameters(DeleteOptions options, boolean dryRun) {
  private static final GroupVersionKind KIND =
      new GroupVersionKind("meta.k8s.io", "v1", "DeleteOptions");
  private static final List<String> POLICIES = List.of("Foreground", "Background", "Orphan");

  /**
   * From the parameters.
   *
   * @throws StatusException BadRequest or Invalid
   */
  public static DeleteParameters of(Query query) {
    Long grace =
        query.first("gracePeriodSeconds").isEmpty() ? null : query.number("gracePeriodSeconds", 0);
    Boolean orphan = query.has("orphanDependents") ? query.flag("orphanDependents") : null;
    String policy = query.has("propagationPolicy") ? query.first("propagationPolicy") : null;
    List<String> dryRun = query.all("dryRun").stream().filter(v -> !v.isEmpty()).toList();
    return checked(grace, null, null, orphan, policy, dryRun);
  }

  /**
   * From a body.
   *
   * @throws StatusException BadRequest or Invalid
   */
  public static DeleteParameters of(Map<?, ?> body) {
    Object kind = body.get("kind");
    Object version = body.get("apiVersion");
    if (kind instanceof String k && !k.equals("DeleteOptions")) {
      throw StatusException.badRequest(
          "no kind \""
              + k
              + "\" is registered for version \""
              + (version == null ? "" : version)
              + "\" in scheme"
              + " \"k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27\"");
    }
    Map<?, ?> preconditions = body.get("preconditions") instanceof Map<?, ?> map ? map : Map.of();
    return checked(
        whole(body.get("gracePeriodSeconds"), "gracePeriodSeconds"),
        text(preconditions.get("uid"), "preconditions.uid"),
        text(preconditions.get("resourceVersion"), "preconditions.resourceVersion"),
        body.get("orphanDependents") instanceof Boolean b ? b : null,
        text(body.get("propagationPolicy"), "propagationPolicy"),
        body.get("dryRun") instanceof List<?> list ? list : List.of());
  }

  private static DeleteParameters checked(
      @Nullable Long grace,
      @Nullable String uid,
      @Nullable String resourceVersion,
      @Nullable Boolean orphan,
      @Nullable String policy,
      List<?> dryRun) {
    List<FieldError> errors = new ArrayList<>();
    if (policy != null && orphan != null) {
      errors.add(
          FieldError.invalid(
              "propagationPolicy",
              policy,
              "orphanDependents and deletionPropagation cannot be both set"));
    } else if (policy != null && !POLICIES.contains(policy)) {
      errors.add(
          FieldError.notSupported(
              "propagationPolicy", policy, List.of("Foreground", "Background", "Orphan", "nil")));
    }
    WriteOptions.checkDryRun(dryRun, errors);
    if (!errors.isEmpty()) {
      throw StatusException.invalid(KIND, "", errors);
    }
    String effective = orphan == null ? policy : orphan ? "Orphan" : "Background";
    return new DeleteParameters(
        new DeleteOptions(grace, uid, resourceVersion, effective), !dryRun.isEmpty());
  }

  private static @Nullable Long whole(@Nullable Object value, String field) {
    if (value == null || value instanceof Long) {
      return (Long) value;
    }
    throw wrongType(value, field, "int64");
  }

  private static @Nullable String text(@Nullable Object value, String field) {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrongType(value, field, "string");
  }

  private static StatusException wrongType(Object value, String field, String type) {
    return StatusException.badRequest(
        "json: cannot unmarshal "
            + JsonType.of(value)
            + " into Go struct field DeleteOptions."
            + field
            + " of type "
            + type);
  }
}

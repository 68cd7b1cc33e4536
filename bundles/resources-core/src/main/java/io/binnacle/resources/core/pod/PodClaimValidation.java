package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ResourceClaims that a pod names, or has made for it (KEP-4381). */
final class PodClaimValidation {
  private PodClaimValidation() {}

  static void check(List<FieldError> errors, List<Unstructured> claims, String path) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < claims.size(); i++) {
      Unstructured claim = claims.get(i);
      String at = path + "[" + i + "]";
      String name = claim.string("name");
      String problem = name.isEmpty() ? null : DnsLabel.problem(name, false);
      if (name.isEmpty()) {
        errors.add(FieldError.required(at + ".name", ""));
      } else if (!names.add(name)) {
        errors.add(FieldError.duplicate(at + ".name", name));
      } else if (problem != null) {
        errors.add(FieldError.invalid(at + ".name", name, problem));
      }
      source(errors, claim, at);
    }
  }

  private static void source(List<FieldError> errors, Unstructured claim, String at) {
    boolean existing = claim.get("resourceClaimName") != null;
    boolean template = claim.get("resourceClaimTemplateName") != null;
    if (existing && template) {
      errors.add(
          FieldError.invalid(
              at,
              quoted(claim),
              "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be"
                  + " specified"));
    } else if (!existing && !template) {
      errors.add(
          FieldError.invalid(
              at,
              quoted(claim),
              "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`"));
    }
    for (String field : List.of("resourceClaimName", "resourceClaimTemplateName")) {
      if (claim.get(field) != null) {
        String wrong = Names.subdomain(claim.string(field), false);
        if (wrong != null) {
          errors.add(FieldError.invalid(at + "." + field, claim.string(field), wrong));
        }
      }
    }
  }

  /** The claim as the original quotes it. */
  private static Map<String, @Nullable Object> quoted(Unstructured claim) {
    Map<String, @Nullable Object> quoted = new LinkedHashMap<>();
    quoted.put("Name", claim.string("name"));
    quoted.put("ResourceClaimName", claim.get("resourceClaimName"));
    quoted.put("ResourceClaimTemplateName", claim.get("resourceClaimTemplateName"));
    return quoted;
  }
}

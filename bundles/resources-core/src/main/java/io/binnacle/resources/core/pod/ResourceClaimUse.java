package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of its pod's resource claims a container uses, whole or a single request (KEP-4381). */
final class ResourceClaimUse {
  private ResourceClaimUse() {}

  /**
   * @param known the names of the pod's claims, in order
   */
  static void check(
      List<FieldError> errors, List<Unstructured> used, Set<String> known, String path) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < used.size(); i++) {
      String name = used.get(i).string("name");
      String at = path + "[" + i + "]";
      if (name.isEmpty()) {
        errors.add(FieldError.required(at, ""));
        continue;
      }
      unique(errors, name, used.get(i).string("request"), seen, at);
      if (!known.contains(name)) {
        errors.add(
            new FieldError(
                FieldError.Type.NOT_FOUND,
                at,
                FieldError.notFound("", name).value(),
                "must be one of the names in pod.spec.resourceClaims"
                    + (known.isEmpty() ? " which is empty" : ": " + String.join(", ", known))));
      }
    }
  }

  /** Who uses all of a claim can't use a part of it as well. */
  private static void unique(
      List<FieldError> errors, String name, String request, Set<String> seen, String at) {
    if (seen.contains(name)) {
      errors.add(FieldError.duplicate(at, name));
      return;
    }
    String key = request.isEmpty() ? name : name + "/" + request;
    String problem = request.isEmpty() ? null : DnsLabel.problem(request, false);
    if (problem != null) {
      errors.add(FieldError.invalid(at + ".request", request, problem));
    }
    if (seen.contains(key)) {
      errors.add(FieldError.duplicate(at, key));
    } else if (request.isEmpty()) {
      seen.stream()
          .filter(other -> other.startsWith(name + "/"))
          .forEach(other -> errors.add(FieldError.duplicate(at, name)));
    }
    seen.add(key);
  }
}

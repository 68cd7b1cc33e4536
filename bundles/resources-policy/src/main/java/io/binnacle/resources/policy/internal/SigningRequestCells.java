package io.binnacle.resources.policy.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.table.Age;
import java.time.Duration;

/** How a CertificateSigningRequest shows in a Table. */
final class SigningRequestCells {
  private SigningRequestCells() {}

  static Object duration(Unstructured request) {
    return request.get("spec", "expirationSeconds") == null
        ? "<none>"
        : Age.of(Duration.ofSeconds(request.number(0, "spec", "expirationSeconds")));
  }

  static Object condition(Unstructured request) {
    String text = "Pending";
    if (has(request, "Denied")) {
      text = "Denied";
    } else if (has(request, "Approved")) {
      text = "Approved";
    }
    if (has(request, "Failed")) {
      text += ",Failed";
    }
    return request.string("status", "certificate").isEmpty() ? text : text + ",Issued";
  }

  private static boolean has(Unstructured request, String type) {
    return request.items("status", "conditions").stream()
        .anyMatch(condition -> condition.string("type").equals(type));
  }
}

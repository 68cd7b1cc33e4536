package io.binnacle.resources.policy.internal;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authorizer.Decision;
import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import org.jspecify.annotations.Nullable;

/**
 * Whether who writes to a CertificateSigningRequest may act for its signer: beside the permission
 * to write, it takes one to {@code approve} or {@code sign} for {@code signers} of that name, or of
 * that domain, {@code example.com/*}.
 */
final class SignerPermission {
  static final GroupResource RESOURCE =
      new GroupResource("certificates.k8s.io", "certificatesigningrequests");

  private SignerPermission() {}

  /** Whether the review is of an update to that part of a request. */
  static boolean isUpdateOf(AdmissionReview review, String subresource) {
    return review.operation() == Operation.UPDATE
        && review.type().resource().equals(RESOURCE)
        && review.context().subresource().equals(subresource);
  }

  /** Throws Forbidden unless the user may do it; without a gate nobody may. */
  static void require(AdmissionReview review, @Nullable Gate gate, String verb) {
    Unstructured previous = review.previous();
    String signer = previous == null ? "" : previous.string("spec", "signerName");
    String domain = signer.substring(0, Math.max(0, signer.indexOf('/')));
    UserInfo user = review.context().user();
    if (gate == null || !may(gate, user, verb, signer) && !may(gate, user, verb, domain + "/*")) {
      throw StatusException.forbidden(
          RESOURCE,
          review.name(),
          "user not permitted to " + verb + " requests with signerName \"" + signer + "\"");
    }
  }

  private static boolean may(Gate gate, UserInfo user, String verb, String signer) {
    Decision decision =
        gate.authorize(
            Attributes.resource(user, verb, RESOURCE.group(), "*", "signers", "", "", signer));
    return decision.isAllowed();
  }
}

package io.binnacle.resources.policy.internal;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import org.osgi.service.component.annotations.Component;

/** Nobody becomes one of {@code system:masters} by a certificate that the cluster signs. */
@Component
public final class CertificateSubjectRestriction implements AdmissionPlugin {
  private static final String SIGNER = "kubernetes.io/kube-apiserver-client";

  @Override
  public String name() {
    return "CertificateSubjectRestriction";
  }

  @Override
  public int order() {
    return 1730;
  }

  @Override
  public void validate(AdmissionReview review) {
    Unstructured object = review.object();
    if (object == null
        || review.operation() != Operation.CREATE
        || !review.type().resource().equals(SignerPermission.RESOURCE)
        || !object.string("spec", "signerName").equals(SIGNER)) {
      return;
    }
    boolean masters =
        PemText.first(object.string("spec", "request"))
            .map(block -> RequestSignature.organizations(block.content()))
            .map(names -> names.contains(UserInfo.MASTERS))
            .orElse(false);
    if (masters) {
      throw StatusException.forbidden(
          SignerPermission.RESOURCE,
          object.name(),
          "use of " + SIGNER + " signer with " + UserInfo.MASTERS + " group is not allowed");
    }
  }
}

package io.binnacle.resources.policy.internal;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.auth.Gate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Only who may approve for a signer approves or denies its requests. */
@Component
public final class CertificateApproval implements AdmissionPlugin {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Gate gate;

  @Override
  public String name() {
    return "CertificateApproval";
  }

  @Override
  public int order() {
    return 1710;
  }

  @Override
  public void validate(AdmissionReview review) {
    if (SignerPermission.isUpdateOf(review, "approval")) {
      SignerPermission.require(review, gate, "approve");
    }
  }
}

package io.binnacle.resources.policy.internal;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.auth.Gate;
import io.binnacle.api.object.Unstructured;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Only who may sign for a signer sets the certificate or the conditions of its requests. */
@Component
public final class CertificateSigning implements AdmissionPlugin {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Gate gate;

  @Override
  public String name() {
    return "CertificateSigning";
  }

  @Override
  public int order() {
    return 1720;
  }

  @Override
  public void validate(AdmissionReview review) {
    if (SignerPermission.isUpdateOf(review, "status") && isChanged(review)) {
      SignerPermission.require(review, gate, "sign");
    }
  }

  private static boolean isChanged(AdmissionReview review) {
    Unstructured object = review.object();
    Unstructured previous = review.previous();
    return object == null
        || previous == null
        || !Objects.equals(
            object.get("status", "certificate"), previous.get("status", "certificate"))
        || !object.items("status", "conditions").equals(previous.items("status", "conditions"));
  }
}

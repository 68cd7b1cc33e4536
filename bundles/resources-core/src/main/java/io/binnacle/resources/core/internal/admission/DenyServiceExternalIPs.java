package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Lets no Service draw traffic to addresses of its own choice. Off by default. */
@Component
public final class DenyServiceExternalIPs implements AdmissionPlugin {
  private static final GroupResource SERVICES = new GroupResource("", "services");

  @Override
  public String name() {
    return "DenyServiceExternalIPs";
  }

  @Override
  public int order() {
    return 1760;
  }

  @Override
  public boolean isEnabledByDefault() {
    return false;
  }

  @Override
  public void validate(AdmissionReview review) {
    Unstructured service = review.object();
    if (service == null
        || review.operation() == Operation.DELETE
        || !review.type().resource().equals(SERVICES)
        || !review.context().subresource().isEmpty()) {
      return;
    }
    Unstructured previous = review.previous();
    List<?> before = previous == null ? List.of() : previous.list("spec", "externalIPs");
    if (!before.containsAll(service.list("spec", "externalIPs"))) {
      throw Refusals.forbidden(review, "Use of external IPs is denied by admission control");
    }
  }
}

package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.amounts.Amounts;

/** Counts ResourceClaims and the devices that they ask for, by device class (KEP-4840). */
final class DeviceClaimEvaluator implements Evaluator {
  private static final String COUNT = "count/resourceclaims.resource.k8s.io";
  private static final String DEVICES = ".deviceclass.resource.k8s.io/devices";

  /** The most devices that a claim can be given. */
  private static final long MOST = 32;

  @Override
  public boolean handles(AdmissionReview review) {
    return review.operation() != Operation.DELETE && review.context().subresource().isEmpty();
  }

  @Override
  public boolean uses(String resource) {
    return resource.equals(COUNT) || resource.endsWith(DEVICES);
  }

  @Override
  public Amounts usage(Unstructured claim) {
    Amounts used = Amounts.of(COUNT, 1);
    for (Unstructured request : claim.items("spec", "devices", "requests")) {
      used = used.plus(devices(new Unstructured(request.map("exactly"))));
      Amounts largest = Amounts.NONE;
      for (Unstructured alternative : request.items("firstAvailable")) {
        largest = largest.max(devices(alternative));
      }
      used = used.plus(largest);
    }
    return used;
  }

  private static Amounts devices(Unstructured request) {
    String deviceClass = request.string("deviceClassName");
    if (deviceClass.isEmpty()) {
      return Amounts.NONE;
    }
    boolean all = request.string("allocationMode").equals("All");
    return Amounts.of(deviceClass + DEVICES, all ? MOST : request.number(1, "count"));
  }
}

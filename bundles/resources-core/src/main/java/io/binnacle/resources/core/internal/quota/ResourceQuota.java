package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.resources.core.internal.admission.LatelyWritten;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Refuses what exceeds a quota of its namespace, and charges for what does not, before it is
 * stored; the last of all plugins, so that nothing is charged that another refuses. In a namespace
 * without quotas it costs a look into memory. While quotas are not served, nothing is limited.
 *
 * <p>What goes again is given back by a controller that counts, here or in kube-controller-manager.
 */
@Component
public final class ResourceQuota implements AdmissionPlugin {
  private static final GroupResource QUOTAS = new GroupResource("", "resourcequotas");

  private final LatelyWritten changed = new LatelyWritten();
  private final Evaluators evaluators = new Evaluators(InstantSource.system());
  private final QuotaLedger ledger = new QuotaLedger();

  @Reference(
      target = "(binnacle.resource=resourcequotas)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ResourceStore quotas;

  private final ChargeQueue queue =
      new ChargeQueue(
          charges -> {
            ResourceStore store = quotas;
            if (store != null) {
              Charging.of(ledger, store, charges);
            }
          });

  @Override
  public String name() {
    return "ResourceQuota";
  }

  @Override
  public int order() {
    return 20_000;
  }

  @Override
  public void validate(AdmissionReview review) {
    ResourceStore store = quotas;
    if (store == null || review.namespace().isEmpty()) {
      return;
    }
    if (review.type().resource().equals(QUOTAS) && review.context().subresource().isEmpty()) {
      changed.note(review.namespace());
    }
    Unstructured object = review.object();
    boolean written =
        review.operation() == Operation.CREATE || review.operation() == Operation.UPDATE;
    if (object == null
        || !written
        || changed.snapshot(store, review.namespace()).list(review.namespace(), "").isEmpty()) {
      return;
    }
    Evaluator evaluator = evaluators.of(review.type());
    if (evaluator != null && evaluator.handles(review)) {
      queue.charge(new QuotaCheck(review, object, evaluator));
    }
  }
}

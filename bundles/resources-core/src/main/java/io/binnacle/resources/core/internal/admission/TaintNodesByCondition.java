package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Taints a new node until it is seen to be ready. */
@Component
public final class TaintNodesByCondition implements AdmissionPlugin {
  private static final String NOT_READY = "node.kubernetes.io/not-ready";
  private static final String EFFECT = "NoSchedule";

  @Override
  public String name() {
    return "TaintNodesByCondition";
  }

  @Override
  public int order() {
    return 400;
  }

  @Override
  public void mutate(AdmissionReview review) {
    Unstructured node = review.object();
    if (review.operation() != Operation.CREATE
        || node == null
        || !review.type().resource().toString().equals("nodes")) {
      return;
    }
    for (Unstructured taint : node.items("spec", "taints")) {
      if (taint.string("key").equals(NOT_READY) && taint.string("effect").equals(EFFECT)) {
        return;
      }
    }
    List<@Nullable Object> taints = new ArrayList<>(node.list("spec", "taints"));
    Map<String, @Nullable Object> taint = new LinkedHashMap<>();
    taint.put("key", NOT_READY);
    taint.put("effect", EFFECT);
    taints.add(taint);
    node.set(taints, "spec", "taints");
  }
}

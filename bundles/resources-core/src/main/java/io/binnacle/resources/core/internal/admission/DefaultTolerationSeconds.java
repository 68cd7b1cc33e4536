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

/** Lets pods stay five minutes on a node that is not ready or can't be reached. */
@Component
public final class DefaultTolerationSeconds implements AdmissionPlugin {
  private static final long SECONDS = 300L;
  private static final List<String> TAINTS =
      List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

  @Override
  public String name() {
    return "DefaultTolerationSeconds";
  }

  @Override
  public int order() {
    return 600;
  }

  @Override
  public void mutate(AdmissionReview review) {
    Unstructured pod = Pods.of(review, Operation.CREATE, Operation.UPDATE);
    if (pod == null) {
      return;
    }
    List<@Nullable Object> tolerations = new ArrayList<>(pod.list("spec", "tolerations"));
    List<Unstructured> present = pod.items("spec", "tolerations");
    int before = tolerations.size();
    for (String taint : TAINTS) {
      if (present.stream().noneMatch(t -> tolerates(t, taint))) {
        Map<String, @Nullable Object> toleration = new LinkedHashMap<>();
        toleration.put("key", taint);
        toleration.put("operator", "Exists");
        toleration.put("effect", "NoExecute");
        toleration.put("tolerationSeconds", SECONDS);
        tolerations.add(toleration);
      }
    }
    if (tolerations.size() > before) {
      pod.set(tolerations, "spec", "tolerations");
    }
  }

  private static boolean tolerates(Unstructured toleration, String taint) {
    String key = toleration.string("key");
    String effect = toleration.string("effect");
    return (key.isEmpty() || key.equals(taint)) && (effect.isEmpty() || effect.equals("NoExecute"));
  }
}

package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions that the API server itself writes into a pod's status. */
public final class PodConditions {
  private PodConditions() {}

  /** Sets a condition; one of the same type is replaced where it stands. */
  public static void set(
      Unstructured pod, String type, String status, String reason, String message) {
    Map<String, @Nullable Object> condition = new LinkedHashMap<>();
    condition.put("type", type);
    condition.put("status", status);
    condition.put("lastProbeTime", null);
    condition.put("lastTransitionTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    if (!reason.isEmpty()) {
      condition.put("reason", reason);
      condition.put("message", message);
    }
    List<@Nullable Object> conditions = new ArrayList<>(pod.list("status", "conditions"));
    int at = -1;
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i) instanceof Map<?, ?> map && type.equals(map.get("type"))) {
        at = i;
      }
    }
    if (at < 0) {
      conditions.add(condition);
    } else {
      conditions.set(at, condition);
    }
    pod.set(conditions, "status", "conditions");
  }
}

package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Kubernetes fills in for autoscalers: 80 % of the CPU, and how fast to follow. */
final class AutoscalerDefaults {
  private AutoscalerDefaults() {}

  static void apply(Unstructured spec) {
    spec.setDefault(1L, "minReplicas");
    if (spec.list("metrics").isEmpty()) {
      spec.set(new ArrayList<>(List.of(cpu(80L))), "metrics");
    }
    if (spec.get("behavior") == null) {
      return;
    }
    spec.setDefault(new LinkedHashMap<>(), "behavior", "scaleUp");
    spec.setDefault(new LinkedHashMap<>(), "behavior", "scaleDown");
    Unstructured up = Numbers.part(spec, "behavior", "scaleUp");
    up.setDefault(0L, "stabilizationWindowSeconds");
    rules(up, policy("Pods", 4, 15), policy("Percent", 100, 15));
    rules(Numbers.part(spec, "behavior", "scaleDown"), policy("Percent", 100, 15));
  }

  /** The metric that v1 has a field of its own for. */
  static Map<String, @Nullable Object> cpu(Object utilization) {
    Map<String, @Nullable Object> target = new LinkedHashMap<>();
    target.put("type", "Utilization");
    target.put("averageUtilization", utilization);
    Map<String, @Nullable Object> resource = new LinkedHashMap<>();
    resource.put("name", "cpu");
    resource.put("target", target);
    Map<String, @Nullable Object> metric = new LinkedHashMap<>();
    metric.put("type", "Resource");
    metric.put("resource", resource);
    return metric;
  }

  private static void rules(Unstructured rules, Object... policies) {
    rules.setDefault("Max", "selectPolicy");
    rules.setDefault(new ArrayList<>(List.of(policies)), "policies");
  }

  private static Map<String, Object> policy(String type, long value, long seconds) {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("type", type);
    policy.put("value", value);
    policy.put("periodSeconds", seconds);
    return policy;
  }
}

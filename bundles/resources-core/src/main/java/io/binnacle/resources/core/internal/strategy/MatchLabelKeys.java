package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selectors that say "pods with the same value as mine": the value is put into the selector when
 * the pod is made. See KEP-3633 and KEP-3243.
 */
final class MatchLabelKeys {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  private MatchLabelKeys() {}

  static void apply(Unstructured pod) {
    Map<String, String> labels = pod.labels();
    for (String kind : List.of("podAffinity", "podAntiAffinity")) {
      pod.items("spec", "affinity", kind, REQUIRED).forEach(term -> affinity(term, labels));
      for (Unstructured weighted : pod.items("spec", "affinity", kind, PREFERRED)) {
        if (weighted.get("podAffinityTerm") instanceof Map<?, ?> term) {
          affinity(Unstructured.of(term), labels);
        }
      }
    }
    for (Unstructured constraint : pod.items("spec", "topologySpreadConstraints")) {
      add(constraint, labels, "matchLabelKeys", "In");
    }
  }

  private static void affinity(Unstructured term, Map<String, String> labels) {
    add(term, labels, "matchLabelKeys", "In");
    add(term, labels, "mismatchLabelKeys", "NotIn");
  }

  private static void add(
      Unstructured term, Map<String, String> labels, String keys, String operator) {
    if (term.get("labelSelector") == null) {
      return;
    }
    List<@Nullable Object> expressions =
        new ArrayList<>(term.list("labelSelector", "matchExpressions"));
    int before = expressions.size();
    for (Object key : term.list(keys)) {
      String value = labels.get(String.valueOf(key));
      if (value != null) {
        Map<String, @Nullable Object> expression = new LinkedHashMap<>();
        expression.put("key", key);
        expression.put("operator", operator);
        expression.put("values", new ArrayList<>(List.of(value)));
        expressions.add(expression);
      }
    }
    if (expressions.size() > before) {
      term.set(expressions, "labelSelector", "matchExpressions");
    }
  }
}

package io.binnacle.resources.apps.internal;

import io.binnacle.api.object.Unstructured;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Update strategies as kube-apiserver quotes them: every field, whether said or not. */
final class QuotedStrategy {
  private QuotedStrategy() {}

  /** Of a Deployment or a DaemonSet. */
  static Map<String, @Nullable Object> surging(Unstructured strategy) {
    Map<String, @Nullable Object> rolling = new LinkedHashMap<>();
    rolling.put("MaxUnavailable", or(strategy.get("rollingUpdate", "maxUnavailable"), 0L));
    rolling.put("MaxSurge", or(strategy.get("rollingUpdate", "maxSurge"), 0L));
    return of(strategy, rolling);
  }

  /** Of a StatefulSet. */
  static Map<String, @Nullable Object> partitioned(Unstructured strategy) {
    return of(strategy, partition(strategy));
  }

  /** What a StatefulSet's strategy says of updates one by one. */
  static Map<String, @Nullable Object> partition(Unstructured strategy) {
    Map<String, @Nullable Object> rolling = new LinkedHashMap<>();
    rolling.put("Partition", or(strategy.get("rollingUpdate", "partition"), 0L));
    rolling.put("MaxUnavailable", strategy.get("rollingUpdate", "maxUnavailable"));
    return rolling;
  }

  private static Object or(@Nullable Object value, Object otherwise) {
    return value == null ? otherwise : value;
  }

  private static Map<String, @Nullable Object> of(
      Unstructured strategy, Map<String, @Nullable Object> rolling) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("Type", strategy.string("type"));
    result.put("RollingUpdate", strategy.get("rollingUpdate") == null ? null : rolling);
    return result;
  }
}

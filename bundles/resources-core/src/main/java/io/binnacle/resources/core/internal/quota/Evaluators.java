package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.type.ResourceType;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The evaluator of each type: objects are counted where nothing else is known. Thread-safe. */
final class Evaluators {
  /** Never counted: they come by themselves and go by themselves. */
  private static final GroupResource EVENTS = new GroupResource("", "events");

  private final Map<GroupResource, Evaluator> evaluators = new ConcurrentHashMap<>();

  Evaluators(InstantSource clock) {
    evaluators.put(new GroupResource("", "pods"), new PodEvaluator(clock));
    evaluators.put(new GroupResource("", "services"), new ServiceEvaluator());
    evaluators.put(new GroupResource("", "persistentvolumeclaims"), new ClaimEvaluator());
    evaluators.put(
        new GroupResource("resource.k8s.io", "resourceclaims"), new DeviceClaimEvaluator());
  }

  /** Null for what no quota counts. */
  @Nullable Evaluator of(ResourceType type) {
    if (!type.isNamespaced() || type.review().isPresent() || type.resource().equals(EVENTS)) {
      return null;
    }
    return evaluators.computeIfAbsent(type.resource(), CountEvaluator::new);
  }
}

package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.quota.QuotaMeter;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.core.internal.amounts.Amounts;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** Tells whoever counts anew what admission charges for. */
@Component
public final class Meter implements QuotaMeter {
  private final Evaluators evaluators = new Evaluators(InstantSource.system());

  @Override
  public Set<String> resources(Unstructured quota, ResourceType type) {
    Evaluator evaluator = evaluators.of(type);
    return evaluator == null
        ? Set.of()
        : quota.map("spec", "hard").keySet().stream()
            .filter(evaluator::uses)
            .collect(Collectors.toSet());
  }

  @Override
  public Map<String, String> usage(Unstructured quota, ResourceType type, Unstructured object) {
    Evaluator evaluator = evaluators.of(type);
    if (evaluator == null || !QuotaCheck.isWithin(quota, evaluator, object)) {
      return Map.of();
    }
    Amounts used = evaluator.usage(object).only(quota.map("spec", "hard").keySet());
    Map<String, String> texts = new LinkedHashMap<>();
    used.values().forEach((name, amount) -> texts.put(name, amount.toString()));
    return texts;
  }
}

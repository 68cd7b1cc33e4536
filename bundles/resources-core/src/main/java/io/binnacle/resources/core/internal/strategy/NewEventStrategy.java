package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events as events.k8s.io/v1 has them; the stored objects are those of core/v1. */
public final class NewEventStrategy implements Strategy {
  private static final List<String> REGARDING =
      List.of("kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath");

  private final long ttlSeconds;

  /**
   * @param ttlSeconds how long an event is kept, 0 for ever
   */
  public NewEventStrategy(long ttlSeconds) {
    this.ttlSeconds = ttlSeconds;
  }

  /** Puts in what is always shown. */
  static void fill(Unstructured event) {
    event.content().putIfAbsent("eventTime", null);
    event.setDefault(new LinkedHashMap<>(), "regarding");
    event.setDefault(new LinkedHashMap<>(), "deprecatedSource");
    event.content().putIfAbsent("deprecatedFirstTimestamp", null);
    event.content().putIfAbsent("deprecatedLastTimestamp", null);
  }

  @Override
  public void applyDefaults(Unstructured object) {
    fill(object);
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    Unstructured core = EventConversion.toCore(object);
    List<FieldError> errors = new ArrayList<>(EventRules.common(core, "reportingController"));
    errors.addAll(EventRules.strict(core));
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    Unstructured core = EventConversion.toCore(object);
    List<FieldError> errors = new ArrayList<>(EventRules.common(core, "reportingController"));
    errors.addAll(EventRules.change(core, EventConversion.toCore(previous)));
    return errors;
  }

  @Override
  public boolean allowsCreateOnUpdate() {
    return true;
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : REGARDING) {
      fields.put("regarding." + field, object.string("regarding", field));
    }
    for (String field : List.of("type", "reason", "reportingController")) {
      fields.put(field, object.string(field));
    }
    return fields;
  }

  @Override
  public long ttlSeconds(Unstructured object) {
    return ttlSeconds;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }
}

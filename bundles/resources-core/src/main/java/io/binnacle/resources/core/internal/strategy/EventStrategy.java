package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events: about an object in their own namespace. */
public final class EventStrategy implements Strategy {
  private static final List<String> INVOLVED =
      List.of("kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath");

  private final long ttlSeconds;

  /**
   * @param ttlSeconds how long an event is kept, 0 for ever
   */
  public EventStrategy(long ttlSeconds) {
    this.ttlSeconds = ttlSeconds;
  }

  /** Puts in what is always shown. */
  static void fill(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "involvedObject");
    object.setDefault(new LinkedHashMap<>(), "source");
    for (String time : List.of("firstTimestamp", "lastTimestamp", "eventTime")) {
      object.content().putIfAbsent(time, null);
    }
    object.setDefault("", "reportingComponent");
    object.setDefault("", "reportingInstance");
  }

  @Override
  public void applyDefaults(Unstructured object) {
    fill(object);
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    return EventRules.common(object, "reportingComponent");
  }

  @Override
  public boolean allowsCreateOnUpdate() {
    return true;
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : INVOLVED) {
      fields.put("involvedObject." + field, object.string("involvedObject", field));
    }
    String component = object.string("source", "component");
    fields.put("type", object.string("type"));
    fields.put("reason", object.string("reason"));
    fields.put("reportingComponent", object.string("reportingComponent"));
    fields.put("source", component.isEmpty() ? object.string("reportingComponent") : component);
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

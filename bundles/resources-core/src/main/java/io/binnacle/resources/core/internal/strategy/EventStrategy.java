package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events: about an object in their own namespace. */
public final class EventStrategy implements Strategy {
  private static final List<String> INVOLVED =
      List.of("kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath");

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "involvedObject");
    object.setDefault(new LinkedHashMap<>(), "source");
    for (String time : List.of("firstTimestamp", "lastTimestamp", "eventTime")) {
      object.content().putIfAbsent(time, null);
    }
    object.setDefault("", "reportingComponent");
    object.setDefault("", "reportingInstance");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    String about = object.string("involvedObject", "namespace");
    String own = object.namespace();
    boolean clusterWide = about.isEmpty() && (own.equals("default") || own.isEmpty());
    if (!clusterWide && !about.equals(own)) {
      errors.add(
          FieldError.invalid("involvedObject.namespace", about, "does not match event.namespace"));
    }
    return errors;
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
  public boolean tracksGeneration() {
    return false;
  }
}

package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ConfigMaps: sensible keys, not too big, unchanged where marked immutable. */
public final class ConfigMapStrategy implements Strategy {
  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    Map<String, ?> data = object.map("data");
    Map<String, ?> binary = object.map("binaryData");
    for (String key : data.keySet()) {
      KeyedData.key(errors, key, "data");
      if (binary.containsKey(key)) {
        errors.add(
            FieldError.invalid("data[" + key + "]", key, "duplicate of key present in binaryData"));
      }
    }
    binary.keySet().forEach(key -> KeyedData.key(errors, key, "binaryData"));
    if (KeyedData.size(data, false) + KeyedData.size(binary, true) > KeyedData.MAX_BYTES) {
      errors.add(FieldError.tooLong("", KeyedData.MAX_BYTES));
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>();
    KeyedData.immutable(errors, object, previous, "data", "binaryData");
    errors.addAll(validate(context, object));
    return errors;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }
}

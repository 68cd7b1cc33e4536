package io.binnacle.schema.table;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.Strategy;
import java.util.Map;
import java.util.Set;

/** Nothing beyond the schema; selectable fields are read by their own path. */
record PlainStrategy(Set<String> fields) implements Strategy {
  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    return SelectableFields.of(object, fields);
  }
}

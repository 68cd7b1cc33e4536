package io.binnacle.translate;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.table.TypeTables;
import java.util.List;
import java.util.Map;

/** A resource type with nothing but what translating needs. The first version is the stored one. */
record PlainType(GroupResource resource, String kind, List<TypeVersion> versions, Strategy strategy)
    implements ResourceType {

  /** A type of core/v1, whose strategy gives claims their phase. */
  static PlainType core(String kind, String resource) {
    return new PlainType(
        new GroupResource("", resource),
        kind,
        List.of(TypeVersion.stored("v1", TypeTables.common().struct("", "v1", kind), List.of())),
        new Strategy() {
          @Override
          public void applyDefaults(Unstructured object) {
            if (kind.equals("PersistentVolumeClaim")) {
              object.setDefault("Pending", "status", "phase");
            }
          }

          @Override
          public Map<String, String> selectableFields(Unstructured object) {
            return Map.of("type", object.string("type"));
          }
        });
  }

  @Override
  public boolean isNamespaced() {
    return true;
  }
}

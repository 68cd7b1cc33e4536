package io.binnacle.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.TypeTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DefaultsTest {
  @SuppressWarnings("unchecked")
  private static String defaulted(String kind, String json) {
    Map<String, Object> tree = (Map<String, Object>) Json.parse(json);
    Defaults.apply(TypeTables.common().struct("", "v1", kind), tree);
    return Json.text(tree);
  }

  @Test
  void missingAndNullFieldsGetTheirDefaultAtEveryDepth() {
    assertEquals(
        "{\"spec\":{\"ports\":[{\"port\":1,\"protocol\":\"TCP\"},{\"port\":2,\"protocol\":\"UDP\"},"
            + "{\"protocol\":\"TCP\"}]}}",
        defaulted(
            "Service",
            "{\"spec\":{\"ports\":[{\"port\":1},{\"port\":2,\"protocol\":\"UDP\"},"
                + "{\"protocol\":null}]}}"));
  }

  @Test
  void aStructureOfItselfGetsItsDefaultsAtEveryDepth() {
    List<Field> fields = new ArrayList<>();
    StructType node = new StructType("Node", false, () -> fields);
    fields.add(Field.of("next", node));
    fields.add(
        Field.of("all", new MapType(new ListType(node, ListType.Kind.ATOMIC, List.of()), false)));
    fields.add(
        new Field(
            "size",
            ScalarType.INT64,
            0,
            false,
            7L,
            List.of(),
            List.of(),
            "",
            "",
            "",
            List.of(),
            ""));
    Map<String, Object> tree = tree("{\"next\":{\"size\":1,\"all\":{\"a\":[{},{\"next\":{}}]}}}");
    Defaults.apply(node, tree);
    assertEquals(
        tree(
            "{\"next\":{\"size\":1,\"all\":{\"a\":[{\"size\":7},{\"next\":{\"size\":7},\"size\":7}]}},"
                + "\"size\":7}"),
        tree);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(String json) {
    return (Map<String, Object>) Objects.requireNonNull(Json.parse(json));
  }

  @Test
  void missingStructuresAreNotMade() {
    assertEquals("{}", defaulted("Service", "{}"));
  }
}

package io.binnacle.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.TypeTables;
import java.util.Map;
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
  void missingStructuresAreNotMade() {
    assertEquals("{}", defaulted("Service", "{}"));
  }
}

package io.binnacle.crd.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.schema.StructType;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.protobuf.ProtobufReader;
import io.binnacle.schema.protobuf.ProtobufWriter;
import io.binnacle.schema.table.TypeTables;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The parts of a schema that are one thing or another, as Go's clients write them. */
class DefinitionProtobufTest {
  private static final TypeTables TYPES =
      TypeTables.read(
          CustomResources.class, "apiextensions.k8s.io_v1", "apiextensions.k8s.io_v1beta1");
  private static final StructType NODE =
      TYPES.struct("apiextensions.k8s.io", "v1", "JSONSchemaProps");

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> tree(String json) {
    return (Map<String, @Nullable Object>) Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String rewritten(String json) {
    byte[] wire = new ProtobufWriter(NODE).write(tree(json));
    return new String(Json.write(new ProtobufReader(NODE).read(wire)), StandardCharsets.UTF_8);
  }

  @Test
  void whatWasWrittenIsRead() {
    for (String json :
        new String[] {
          "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}",
          "{\"items\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}",
          "{\"additionalProperties\":true}",
          "{\"additionalProperties\":false,\"additionalItems\":true}",
          "{\"additionalProperties\":{\"items\":{\"type\":\"object\"}}}",
          "{\"dependencies\":{\"a\":[\"b\",\"c\"],\"d\":{\"type\":\"object\"}}}",
          "{\"default\":{\"a\":[1,null]},\"enum\":[\"a\",1]}"
        }) {
      assertEquals(json, rewritten(json));
    }
  }

  @Test
  void anArraysItemsAreInTheirFirstField() {
    // items (24): { schema (1): { type (5): "x" } }
    byte[] wire = HexFormat.of().parseHex("c201050a032a0178");
    assertEquals(tree("{\"items\":{\"type\":\"x\"}}"), new ProtobufReader(NODE).read(wire));
  }

  @Test
  void whetherMoreIsAllowedStandsBesideWhatIs() {
    // additionalProperties (30): { allows (1): true, schema (2): { type (5): "x" } }
    byte[] wire = HexFormat.of().parseHex("f2010708011203 2a0178".replace(" ", ""));
    assertEquals(
        tree("{\"additionalProperties\":{\"type\":\"x\"}}"), new ProtobufReader(NODE).read(wire));
  }

  @Test
  void aSubresourceWithoutSettingsIsThere() {
    StructType subresources =
        TYPES.struct("apiextensions.k8s.io", "v1", "CustomResourceSubresources");
    byte[] wire = new ProtobufWriter(subresources).write(tree("{\"status\":{}}"));
    assertArrayEquals(new byte[] {0x0a, 0}, wire);
    assertEquals(tree("{\"status\":{}}"), new ProtobufReader(subresources).read(wire));
  }
}

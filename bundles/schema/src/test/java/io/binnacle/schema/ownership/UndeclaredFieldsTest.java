package io.binnacle.schema.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Structures that keep fields which they do not declare, as custom resources may have them. */
class UndeclaredFieldsTest {
  private static final StructType SPEC =
      new StructType(
          "Spec", false, () -> List.of(Field.of("known", ScalarType.STRING)), ScalarType.ANY);
  private static final StructType OBJECT =
      new StructType("Object", false, () -> List.of(Field.of("spec", SPEC)));

  @Test
  void eachUndeclaredFieldAndItsPartsAreOwned() {
    FieldOwnership ownership =
        FieldOwnership.of(
            "Object", version -> version.equals("g/v1") ? OBJECT : null, VersionConverter.NONE);
    Unstructured object =
        Unstructured.of(
            Json.parse(
                "{\"apiVersion\":\"g/v1\",\"kind\":\"Object\",\"spec\":{\"known\":\"a\",\"free\":{\"b\":1}}}"
                    .getBytes(StandardCharsets.UTF_8)));
    ownership.afterUpdate(
        new OwnershipRequest("g/v1", "", "m", Map.of(), "2020-01-01T00:00:00Z"),
        null,
        object,
        null);
    assertEquals(
        "{\"f:spec\":{\".\":{},\"f:free\":{\".\":{},\"f:b\":{}},\"f:known\":{}}}",
        Json.text(object.items("metadata", "managedFields").get(0).get("fieldsV1")));
  }
}

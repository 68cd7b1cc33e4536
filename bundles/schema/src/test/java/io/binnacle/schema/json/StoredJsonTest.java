package io.binnacle.schema.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StoredJsonTest {
  private static final String START = "{\"kind\":\"X\",\"metadata\":";
  private static final String ENTRY =
      "{\"manager\":\"a\",\"fieldsV1\":{\"f:spec\":{\"f:\\\"}]{\":{},"
          + "\"k:{\\\"name\\\":\\\"c\\\"}\":{\".\":{}}}}}";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Unstructured read(String text) {
    return Unstructured.of(Objects.requireNonNull(StoredJson.parse(bytes(text), START.length())));
  }

  private static String object(String metadata) {
    return START + metadata + ",\"spec\":{\"fieldsV1\":{\"a\":1}}}";
  }

  @Test
  void fieldSetsStayRawAndEqualWhatTheySay() {
    String text = object("{\"managedFields\":[" + ENTRY + "," + ENTRY + "],\"name\":\"n\"}");
    Unstructured object = read(text);
    Map<?, ?> entry = assertInstanceOf(Map.class, object.list("metadata", "managedFields").get(0));
    assertInstanceOf(RawMap.class, entry.get("fieldsV1"));
    assertEquals(Json.parse(text), object.content());
    assertEquals(object.content(), Json.parse(text));
    assertArrayEquals(bytes(text), Json.write(object.content()));
  }

  @Test
  void otherFieldsOfTheNameAreRead() {
    String text = object("{\"fieldsV1\":{},\"managedFields\":[],\"x\":{\"fieldsV1\":{\"a\":1}}}");
    Unstructured object = read(text);
    assertEquals(Json.parse(text), object.content());
    assertEquals(java.util.LinkedHashMap.class, object.map("spec", "fieldsV1").getClass());
  }

  @Test
  void aTextThatHasFieldSetsWhereNoneBelongIsReadAsAWhole() {
    String text =
        object("{\"other\":[{\"fieldsV1\":{\"a\":[]}}],\"managedFields\":[{\"fieldsV1\":5}]}");
    assertEquals(Json.parse(text), read(text).content());
  }

  @Test
  void copiesShareWhatNeverChanges() {
    Unstructured object = read(object("{\"managedFields\":[" + ENTRY + "]}"));
    Unstructured copy = object.deepCopy();
    copy.items("metadata", "managedFields").get(0).set("b", "manager");
    assertEquals("a", object.items("metadata", "managedFields").get(0).string("manager"));
    assertSame(
        object.items("metadata", "managedFields").get(0).get("fieldsV1"),
        copy.items("metadata", "managedFields").get(0).get("fieldsV1"));
  }

  @Test
  void listsCanBePassedOver() {
    assertEquals(
        Map.of("a", Map.of("b", "c"), "list", List.of()),
        StoredJson.parseWithoutLists(bytes("{\"list\":[1,{\"x\":[\"]\"]}],\"a\":{\"b\":\"c\"}}")));
    String text =
        "{\"a\":\"[\\\"[\",\"b\":[\"]\\\"]\",[]],\"c\":{\"d\":[{\"e\":[]}],\"f\":[]},\"g\":\"]\"}";
    assertEquals(
        Json.parse("{\"a\":\"[\\\"[\",\"b\":[],\"c\":{\"d\":[],\"f\":[]},\"g\":\"]\"}"),
        StoredJson.parseWithoutLists(bytes(text)));
    assertEquals(Map.of("a", 1L), StoredJson.parseWithoutLists(bytes("{\"a\":1}")));
  }

  @Test
  void aTextThatEndsWithinAListIsRefused() {
    for (String text : List.of("{\"a\":[", "{\"a\":[1,\"", "{\"a\":[[1]", "{\"a\":[1]", "{\"a")) {
      assertThrows(JsonException.class, () -> StoredJson.parseWithoutLists(bytes(text)));
    }
  }
}

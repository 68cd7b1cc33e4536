package io.binnacle.translate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.TranslationException;
import io.binnacle.api.type.Strategy;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTranslatorTest {
  private static final String KEY = "/registry/configmaps/a/c";
  private static final String REST =
      "'name':'c','namespace':'a','uid':'u-1','labels':{'größe':'x'}},'data':{'k':'v'}}";

  private final JsonTranslator translator =
      new JsonTranslator(
          new PlainType(
              new GroupResource("", "configmaps"),
              "ConfigMap",
              PlainType.core("ConfigMap", "configmaps").versions(),
              new Strategy() {}));

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private LocalObject local(String stored) {
    return translator.toLocal(KEY, json(stored), 17);
  }

  private void assertRead(LocalObject object) {
    assertEquals("c", object.name());
    assertEquals("a", object.namespace());
    assertEquals("u-1", object.uid());
    assertEquals(17, object.revision());
    assertEquals(Map.of("größe", "x"), object.labels());
    assertEquals(
        Map.of("metadata.name", "c", "metadata.namespace", "a"), Map.copyOf(object.fields()));
    Unstructured tree = Unstructured.of(Json.parse(object.json()));
    assertEquals("17", tree.resourceVersion());
    assertEquals("v", tree.string("data", "k"));
    assertEquals(
        List.of("apiVersion", "kind", "metadata", "data"), List.copyOf(tree.content().keySet()));
  }

  @Test
  void whatIsStoredInOrderIsReadByItsMetadata() {
    String stored = "{'apiVersion':'v1','kind':'ConfigMap','metadata':{" + REST;
    assertRead(local(stored));
    assertArrayEquals(
        local(stored).json(), translator.toJson(json(stored), 17), "what a write is answered with");
  }

  @Test
  void whatIsStoredOtherwiseIsBroughtInOrder() {
    assertRead(local("{'kind':'ConfigMap','apiVersion':'v1','metadata':{" + REST));
    assertRead(
        local("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'resourceVersion':'3'," + REST));
  }

  @Test
  void brokenBytesAreReported() {
    String start = "{'apiVersion':'v1','kind':'ConfigMap','metadata':{";
    for (String broken :
        List.of("", "17", "[]", start, start + "'name':", start + REST.substring(1))) {
      assertThrows(TranslationException.class, () -> local(broken), broken);
    }
  }
}

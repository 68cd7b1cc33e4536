package io.binnacle.schema.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.RandomTree;
import io.binnacle.schema.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"a\":\"b\"}|{\"a\":\"c\"}|{\"a\":\"c\"}",
        "{\"a\":\"b\"}|{\"b\":\"c\"}|{\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"}|{\"a\":null}|{}",
        "{\"a\":[\"b\"]}|{\"a\":\"c\"}|{\"a\":\"c\"}",
        "{\"a\":\"c\"}|{\"a\":[\"b\"]}|{\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}}|{\"a\":{\"b\":\"d\",\"c\":null}}|{\"a\":{\"b\":\"d\"}}",
        "{\"a\":[1,2]}|{\"a\":[null]}|{\"a\":[null]}",
        "{}|{\"a\":{\"bb\":{\"ccc\":null}}}|{\"a\":{\"bb\":{}}}",
        "{\"e\":null}|{\"a\":1}|{\"e\":null,\"a\":1}"
      })
  void mapsMergeAndNullRemoves(String tree, String patch, String result) {
    assertEquals(
        result,
        Json.text(
            MergePatch.apply(
                (Map<?, ?>) Objects.requireNonNull(Json.parse(tree)),
                MergePatch.parse(patch.getBytes(UTF_8)))));
  }

  @Test
  void aPatchThatIsNoObjectIsABadRequest() {
    StatusException e =
        assertThrows(StatusException.class, () -> MergePatch.parse("[]".getBytes(UTF_8)));
    assertEquals(400, e.code());
    assertEquals(
        "error decoding patch: json: cannot unmarshal array into Go value of type"
            + " map[string]interface {}",
        e.getMessage());
  }

  @Test
  void theDifferenceOfTwoTreesLeadsFromOneToTheOther() {
    long seed = System.nanoTime();
    RandomTree trees = new RandomTree(new Random(seed));
    for (int i = 0; i < 1000; i++) {
      Map<String, Object> from = trees.map(4, false);
      Map<String, Object> to = trees.map(4, false);
      Object before = Unstructured.copy(from);
      assertEquals(to, MergePatch.apply(from, difference(from, to)), "seed " + seed);
      assertEquals(before, from, "seed " + seed);
    }
  }

  private static Map<String, Object> difference(Map<?, ?> from, Map<?, ?> to) {
    Map<String, Object> patch = new LinkedHashMap<>();
    from.keySet().forEach(key -> patch.put((String) key, null));
    to.forEach(
        (key, value) -> {
          Object old = from.get(key);
          if (value instanceof Map<?, ?> now && old instanceof Map<?, ?> was) {
            patch.put((String) key, difference(was, now));
          } else {
            patch.put((String) key, value);
          }
        });
    return patch;
  }

  @Test
  void anUnfitResultIsShownAsItIs() {
    StatusException e = PatchErrors.unfit(new LinkedHashMap<>(Map.of("data", 5L)), "no");
    assertEquals(422, e.code());
    assertEquals(
        " \"\" is invalid: patch: Invalid value: \"{\\\"data\\\":5}\": no", e.getMessage());
    assertEquals(
        " \"\" is invalid: patch: Invalid value: \"map[data:5]\": no",
        PatchErrors.unfitStrategic(Map.of("data", 5L), "no").getMessage());
  }

  @Test
  void whatDoesNotFitIsShownWithItsMetadataInOrder() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("resourceVersion", "7");
    metadata.put("name", "a");
    metadata.put("ours", true);
    Map<String, Object> patched = new LinkedHashMap<>();
    patched.put("metadata", metadata);
    patched.put("data", 5L);
    assertEquals(
        "\"{\\\"data\\\":5,\\\"metadata\\\":{\\\"name\\\":\\\"a\\\","
            + "\\\"resourceVersion\\\":\\\"7\\\",\\\"ours\\\":true}}\"",
        PatchErrors.unfit(patched, "no").getMessage().replaceAll(".*value: |: no$", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number|map[string]string|cannot restore map from int64",
        "string|[]v1.Container|cannot restore slice from string",
        "array|v1.PodSpec|cannot restore struct from: slice",
        "number|string|cannot convert int64 to string",
        "bool|string|unrecognized type: string",
        "string|int32|unrecognized type: int32"
      })
  void aStrategicPatchHasItsOwnWordsForWrongTypes(String given, String type, String told) {
    String what = "json: cannot unmarshal " + given + " into Go struct field A.b of type " + type;
    assertEquals(
        " \"\" is invalid: patch: Invalid value: \"map[a:1]\": " + told,
        PatchErrors.unfitStrategic(Map.of("a", 1L), what).getMessage());
  }
}

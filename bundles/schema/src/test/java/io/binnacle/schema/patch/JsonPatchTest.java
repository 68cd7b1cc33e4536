package io.binnacle.schema.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.status.StatusException;
import io.binnacle.schema.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPatchTest {
  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(String json) {
    return (Map<String, Object>) Json.parse(json);
  }

  private static String patched(String json, String patch) {
    return Json.text(JsonPatch.parse(patch.getBytes(UTF_8)).apply(tree(json)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"a\":1}|[{\"op\":\"add\",\"path\":\"/b\",\"value\":[1]}]|{\"a\":1,\"b\":[1]}",
        "{\"a\":[1,3]}|[{\"op\":\"add\",\"path\":\"/a/1\",\"value\":2}]|{\"a\":[1,2,3]}",
        "{\"a\":[1]}|[{\"op\":\"add\",\"path\":\"/a/-\",\"value\":null}]|{\"a\":[1,null]}",
        "{\"a\":[1,2]}|[{\"op\":\"remove\",\"path\":\"/a/0\"}]|{\"a\":[2]}",
        "{\"a\":{\"b\":1}}|[{\"op\":\"replace\",\"path\":\"/a/b\",\"value\":2}]|{\"a\":{\"b\":2}}",
        "{\"a\":{\"b\":1}}|[{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/c\"},"
            + "{\"op\":\"replace\",\"path\":\"/c/b\",\"value\":9}]|{\"a\":{\"b\":1},\"c\":{\"b\":9}}",
        "{\"a\":1}|[{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/b\"}]|{\"b\":1}",
        "{\"a\":{\"x/y\":1,\"~z\":2}}|[{\"op\":\"remove\",\"path\":\"/a/x~1y\"},"
            + "{\"op\":\"test\",\"path\":\"/a/~0z\",\"value\":2}]|{\"a\":{\"~z\":2}}",
        "{\"a\":1}|[{\"op\":\"test\",\"path\":\"/none\",\"value\":null}]|{\"a\":1}",
        "{\"a\":1}|[{\"op\":\"replace\",\"path\":\"/b\",\"value\":2}]|{\"a\":1,\"b\":2}",
        "{\"a\":1}|[{\"op\":\"replace\",\"path\":\"\",\"value\":{\"z\":1}}]|{\"z\":1}",
        "{\"a\":1}|[]|{\"a\":1}",
        "{\"a\":1}|null|{\"a\":1}"
      })
  void operationsAreCarriedOutInOrder(String json, String patch, String result) {
    assertEquals(result, patched(json, patch));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"op\":\"nope\",\"path\":\"/a\"}",
        "{\"op\":\"remove\",\"path\":\"/zz\"}",
        "{\"op\":\"replace\",\"path\":\"/zz/y\",\"value\":1}",
        "{\"op\":\"test\",\"path\":\"/a\",\"value\":[1]}",
        "{\"op\":\"add\",\"path\":\"a\",\"value\":1}",
        "{\"op\":\"add\",\"path\":\"/a/9\",\"value\":1}",
        "{\"op\":\"add\",\"path\":\"/a/01\",\"value\":1}",
        "{\"op\":\"add\",\"path\":\"/a/b/c\",\"value\":1}",
        "{\"op\":\"add\",\"path\":\"/x/y\",\"value\":1}",
        "{\"op\":\"add\",\"path\":\"/s/y\",\"value\":1}",
        "{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/a/0\"}",
        "{\"op\":\"remove\",\"path\":\"\"}"
      })
  void whatCannotBeDoneIsUnprocessable(String operation) {
    StatusException e =
        assertThrows(
            StatusException.class,
            () -> patched("{\"a\":[1,2],\"s\":\"t\"}", "[" + operation + "]"));
    assertEquals(422, e.code());
    assertEquals("the server rejected our request due to an error in our request", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{}|error decoding patch: json: cannot unmarshal object into Go value of type"
            + " []handlers.jsonPatchOp",
        "{|error decoding patch: unexpected end of JSON input",
        "[5]|error decoding patch: json: cannot unmarshal number into Go value of type"
            + " handlers.jsonPatchOp"
      })
  void whatIsNoPatchIsABadRequest(String patch, String message) {
    StatusException e = assertThrows(StatusException.class, () -> patched("{}", patch));
    assertEquals(400, e.code());
    assertEquals(message, e.getMessage());
  }

  @Test
  void tooManyOperationsAreRefused() {
    String many = "[" + "{},".repeat(JsonPatch.MAX_OPERATIONS) + "{}]";
    assertEquals(413, assertThrows(StatusException.class, () -> patched("{}", many)).code());
  }

  @Test
  void copiesOfCopiesAreLimited() {
    String doubling =
        "[" + "{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/a/-\"},".repeat(60) + "{}]";
    assertEquals(
        413, assertThrows(StatusException.class, () -> patched("{\"a\":[1]}", doubling)).code());
  }

  @Test
  void aFailedPatchLeavesTheTreeAlone() {
    Map<String, Object> tree = tree("{\"a\":{\"b\":1}}");
    JsonPatch patch =
        JsonPatch.parse(
            "[{\"op\":\"remove\",\"path\":\"/a/b\"},{\"op\":\"remove\",\"path\":\"/x\"}]"
                .getBytes(UTF_8));
    assertThrows(StatusException.class, () -> patch.apply(tree));
    assertEquals(tree("{\"a\":{\"b\":1}}"), tree);
  }
}

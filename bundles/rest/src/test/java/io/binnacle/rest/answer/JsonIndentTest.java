package io.binnacle.rest.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JsonIndentTest {
  @Test
  void indentsByTwoAndLeavesStringsAlone() {
    String json = "{\"a\":[1,{\"b\":\"x,{\\\"\"}],\"c\":{},\"d\":[]}";
    assertEquals(
        """
        {
          "a": [
            1,
            {
              "b": "x,{\\""
            }
          ],
          "c": {},
          "d": []
        }""",
        new String(
            JsonIndent.indent(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
  }
}

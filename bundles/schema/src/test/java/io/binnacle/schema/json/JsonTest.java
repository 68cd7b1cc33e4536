package io.binnacle.schema.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.schema.RandomTree;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  @ParameterizedTest
  @CsvSource({
    "\\udc00, \uFFFD",
    "\\uD800, \uFFFD",
    "\\ud83dx\\udE00, \uFFFDx\uFFFD",
    "\\ud83d\\uDE00, \uD83D\uDE00",
    "\\ud83d\\ud83d\\ude00é, \uFFFD\uD83D\uDE00é",
    "\\\\ud83d, \\ud83d",
    "\\ud83d\\n, '\uFFFD\n'"
  })
  void halfOfASurrogatePairIsTheReplacementCharacter(String escaped, String read) {
    byte[] text = ("{\"" + escaped + "\":\"" + escaped + "\"}").getBytes(UTF_8);
    assertEquals(Map.of(read, read), Json.parse(text));
    assertEquals(Map.of(read, read), Json.parse(new String(text, UTF_8)));
    assertEquals(Map.of(read, read), Json.parseStrictly(text).value());
    assertThrows(JsonException.class, () -> Json.parse("\"\\ud83\""));
  }

  @Test
  void wholeNumbersAreLongsAndWrittenFractionsAreDoubles() {
    assertEquals(
        List.of(1L, -5L, 1.0, 100.0, 1e20, Long.MAX_VALUE),
        Json.parse("[1,-5,1.0,1e2,100000000000000000000,9223372036854775807]"));
  }

  @Test
  void theLastOfDuplicateKeysWinsAndEachIsReported() {
    Json.Parsed parsed =
        Json.parseStrictly(
            "{\"a\":{\"b\":[{\"c\":1,\"c\":2}]},\"d\":null,\"d\":{\"e\":1}}".getBytes(UTF_8));
    assertEquals(List.of("a.b[0].c", "d"), parsed.duplicates());
    assertEquals(
        Map.of("a", Map.of("b", List.of(Map.of("c", 2L))), "d", Map.of("e", 1L)), parsed.value());
  }

  @Test
  void aTextWithoutDuplicatesReportsNone() {
    assertEquals(
        List.of(), Json.parseStrictly("[{\"a\":1},{\"a\":1}]".getBytes(UTF_8)).duplicates());
  }

  @Test
  void bytesThatAreNoUtf8BecomeReplacementCharacters() {
    assertEquals("a\uFFFDb", Json.parse(new byte[] {'"', 'a', (byte) 0xff, 'b', '"'}));
  }

  @Test
  void halfASurrogatePairIsWrittenAsAReplacementCharacter() {
    assertEquals("\"\uFFFD\"", Json.text("\uD83D"));
    assertEquals("\"\uD83D\uDE00\"", Json.text("\uD83D\uDE00"));
  }

  @Test
  void deepNestingIsRefusedAndNothingOverflows() {
    String deep = "[".repeat(100_000);
    JsonException e = assertThrows(JsonException.class, () -> Json.parse(deep));
    assertEquals("exceeded max depth", e.getMessage());
  }

  @Test
  void theDeepestAllowedTreeIsReadAndWritten() {
    String deep = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
    assertEquals(deep, Json.text(Json.parse(deep)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{|unexpected end of JSON input",
        "{\"a\":|unexpected end of JSON input",
        "x|invalid character 'x' looking for beginning of value",
        "data: {p: q}|invalid character 'd' looking for beginning of value",
        "{} {}|invalid character '{' after top-level value",
        "{a:1}|invalid character 'a' looking for beginning of object key string",
        "[1 2]|invalid character '2' after array element",
        "{\"a\" 1}|invalid character '1' after object key",
        "{\"a\":01}|invalid character '1' after object key:value pair",
        "{\"a\":0x10}|invalid character 'x' after object key:value pair",
        "{\"a\":NaN}|invalid character 'N' looking for beginning of value",
        "{\"a\":+1}|invalid character '+' looking for beginning of value",
        "{\"a\":-x}|invalid character 'x' in numeric literal",
        "{\"a\":1.x}|invalid character 'x' after decimal point in numeric literal",
        "{\"a\":1ex}|invalid character 'x' in exponent of numeric literal",
        "{\"a\":nul}|invalid character '}' in literal null (expecting 'l')",
        "[\"\\q\"]|invalid character 'q' in string escape code",
        "[\"\\u12x4\"]|invalid character 'x' in \\u hexadecimal character escape",
        "{\"a\":1,}|invalid character '}' looking for beginning of object key string",
        "{\"a\":[1,]}|invalid character ']' looking for beginning of value",
        "{\"a\":1} x|invalid character 'x' after top-level value",
        "[1e999]|number 1e999 is out of range"
      })
  void whatIsWrongIsSaid(String text, String message) {
    assertEquals(message, assertThrows(JsonException.class, () -> Json.parse(text)).getMessage());
  }

  @Test
  void nothingAtAllIsTooShort() {
    assertEquals(
        "unexpected end of JSON input",
        assertThrows(JsonException.class, () -> Json.parse(new byte[0])).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "1.5,1.5",
    "1.0,1",
    "-2.25,-2.25",
    "1e21,1e+21",
    "1.5e300,1.5e+300",
    "1e20,100000000000000000000",
    "1e-6,0.000001",
    "1e-7,1e-7",
    "1.25e-10,1.25e-10",
    "1e9,1000000000",
    "0.1,0.1"
  })
  void doublesAreWrittenPlainWhereThatIsShort(double number, String text) {
    assertEquals(text, Json.text(number));
  }

  @Test
  void whatJsonHasNoFormForIsRefused() {
    assertThrows(JsonException.class, () -> Json.write(Double.NaN));
    assertThrows(JsonException.class, () -> Json.write(new Object()));
  }

  @Test
  void randomTreesSurviveTheRoundTrip() {
    long seed = System.nanoTime();
    RandomTree trees = new RandomTree(new Random(seed));
    for (int i = 0; i < 500; i++) {
      Map<String, Object> tree = trees.map(4, true);
      String text = Json.text(tree);
      Object back = Json.parse(text.getBytes(UTF_8));
      assertEquals(text, Json.text(back), "seed " + seed);
      assertEquals(back, Json.parse(text), "seed " + seed);
    }
  }
}

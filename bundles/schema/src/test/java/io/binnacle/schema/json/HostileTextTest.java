package io.binnacle.schema.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small texts for large trees, or for much work. */
@Timeout(10)
class HostileTextTest {
  @ParameterizedTest
  @MethodSource("largeJson")
  void aTreeOfMorePartsThanAnyObjectHasIsRefused(String text) {
    JsonException e =
        assertThrows(JsonException.class, () -> Json.parseStrictly(text.getBytes(UTF_8)));
    assertEquals("exceeded max number of values", e.getMessage());
  }

  static Stream<String> largeJson() {
    return Stream.of(
        "[" + "{},".repeat(100_000) + "{}]",
        "[" + "[],".repeat(100_000) + "[]]",
        "[" + "1,".repeat(500_000) + "1]",
        "{\"a\":[" + "[[]],".repeat(60_000) + "1]}");
  }

  @Test
  void ofKeysGivenTwiceAHundredAreTold() {
    String pairs =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "\"k" + i + "\":1,\"k" + i + "\":2")
            .collect(Collectors.joining(","));
    assertEquals(100, Json.parseStrictly(("{" + pairs + "}").getBytes(UTF_8)).duplicates().size());
  }

  @Test
  void whatFollowsTheValueIsToldEvenIfItIsAnEmptyText() {
    JsonException e = assertThrows(JsonException.class, () -> Json.parse("{}\"\""));
    assertEquals("invalid character '\"' after top-level value", e.getMessage());
  }

  @ParameterizedTest
  @MethodSource("costlyYaml")
  void yamlThatCostsMuchIsRefused(String text) {
    assertThrows(JsonException.class, () -> Yaml.parse(text.getBytes(UTF_8)));
    assertThrows(JsonException.class, () -> Yaml.duplicateKeys(text.getBytes(UTF_8)));
  }

  static Stream<String> costlyYaml() {
    return Stream.of(
        "a: &a\n  <<: *a\n  y: 2\n",
        "[" + "{},".repeat(900_000) + "1]",
        "[".repeat(100_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        "a: " + "9".repeat(1_000_000),
        "a: 0x" + "f".repeat(1_000_000),
        "a: 1e" + "9".repeat(1_000_000));
  }

  @Test
  void aLongWordIsReadInTimeThatGrowsWithItsLength() {
    String word = "/~0".repeat(900_000);
    assertEquals(word, Yaml.parse(("\"" + word + "\"").getBytes(UTF_8)));
    assertEquals(word, Yaml.parse(word.getBytes(UTF_8)));
  }
}

package io.binnacle.schema.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.schema.RandomTree;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YamlTest {
  private static Object parse(String text) {
    return Yaml.parse(text.getBytes(UTF_8));
  }

  @Test
  void aDocumentBecomesATree() {
    assertEquals(
        Map.of(
            "kind", "ConfigMap",
            "data", Map.of("folded", "c d", "multi", "a\nb\n", "q", "5"),
            "n", List.of(1L, 1.5, true)),
        parse(
            """
            kind: ConfigMap
            data:
              multi: |
                a
                b
              folded: >-
                c
                d
              q: "5"
            n: [1, 1.5, true]
            """));
  }

  @Test
  void jsonIsYaml() {
    assertEquals(
        Map.of("data", Map.of("json", "is yaml")), parse("{\"data\":{\"json\":\"is yaml\"}}"));
  }

  @Test
  void tabsMayStandBetweenTheTokensOfAFlowCollection() {
    String tabbed =
        "{\n\t\t\"a\":\t[\t1,\t'it''s\t2',\t\t# a \"word\n\t\tit's\tb\t],\n\t \t\"c\\\"\": \"\t\"\n\t}\n";
    assertEquals(Map.of("a", List.of(1L, "it's\t2", "it's\tb"), "c\"", "\t"), parse(tabbed));
    assertEquals(Map.of("a", "b\tc"), parse("{a: b\tc}"));
    assertEquals(Map.of("a", "\tb\n"), parse("a: |\n  \tb\n"));
    assertThrows(JsonException.class, () -> parse("a:\n\tb: 1"));
  }

  @Test
  void keysBecomeStrings() {
    assertEquals(Map.of("1", "a", "true", "b"), parse("1: a\ntrue: b\n"));
  }

  @Test
  void aTagThatIsNoneIsRefused() {
    for (String tag : List.of("!%2", "!%zz", "!%20", "!<>")) {
      assertThrows(JsonException.class, () -> parse(tag + " a"), tag);
    }
    assertThrows(JsonException.class, () -> parse("!%2"));
  }

  @Test
  void brokenTextNamesTheLine() {
    String message = assertThrows(JsonException.class, () -> parse("a: [")).getMessage();
    assertTrue(message.startsWith("yaml: line "), message);
  }

  @Test
  void ofSeveralDocumentsTheFirstIsRead() {
    assertEquals(Map.of("a", 1L), parse("--- \na: 1\n---\nb: 2\n"));
    assertEquals(null, parse(""));
  }

  @Test
  void textIsWrittenPlainWhereAllReadersTakeItForText() {
    assertEquals(
        "message: configmaps \"none\" not found\n",
        new String(Yaml.write(Map.of("message", "configmaps \"none\" not found")), UTF_8));
    assertEquals("\"n\": \"0\"\n", new String(Yaml.write(Map.of("n", "0")), UTF_8));
    assertEquals("a: \"b: c\"\n", new String(Yaml.write(Map.of("a", "b: c")), UTF_8));
  }

  @Test
  void aDocumentWithinItselfIsRefused() {
    assertThrows(JsonException.class, () -> parse("&a [*a]"));
  }

  @Test
  void deepNestingIsRefusedAndNothingOverflows() {
    assertThrows(JsonException.class, () -> parse("[".repeat(5000) + "]".repeat(5000)));
    assertThrows(JsonException.class, () -> parse("- ".repeat(5000)));
  }

  @Test
  void aliasesThatStandForAHugeTreeAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a" + i + ": &a" + i + " [");
      bomb.append(("*a" + (i - 1) + ",").repeat(8)).append("]\n");
    }
    assertThrows(JsonException.class, () -> parse(bomb.toString()));
  }

  @Test
  void treesAreWrittenInBlocksWithSortedKeys() {
    assertEquals(
        """
        a:
        - b: 1
          c: "yes"
        - - x
        empty: {}
        text: |
          two
          lines
        """,
        new String(
            Yaml.write(
                Map.of(
                    "text", "two\nlines\n",
                    "empty", Map.of(),
                    "a", List.of(Map.of("c", "yes", "b", 1L), List.of("x")))),
            UTF_8));
  }

  @Test
  void randomTreesSurviveTheRoundTrip() {
    long seed = System.nanoTime();
    RandomTree trees = new RandomTree(new Random(seed));
    for (int i = 0; i < 500; i++) {
      Map<String, Object> tree = trees.map(4, true);
      String yaml = new String(Yaml.write(tree), UTF_8);
      assertEquals(Json.parse(Json.text(tree)), parse(yaml), "seed " + seed + "\n" + yaml);
    }
  }

  @Test
  void anAnchorWithinItselfIsRefused() {
    byte[] text = "a: &x\n  k: *x\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    JsonException e = assertThrows(JsonException.class, () -> Yaml.parse(text));
    assertEquals("yaml: anchor 'x' value contains itself", e.getMessage());
  }
}

package io.binnacle.benchmarks.load.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentsTest {
  private static Contents of(String... objects) throws IOException {
    return Contents.of(
        List.of(objects).stream().map(json -> json.getBytes(StandardCharsets.UTF_8)).toList());
  }

  private static String object(String name, String shard, int generation) {
    return String.format(
        "{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\",\"labels\":{\"shard\":\"%s\"}},"
            + "\"data\":{\"generation\":\"%d\"}}",
        name, shard, generation);
  }

  @Test
  void equalContentsDoNotDiffer() throws IOException {
    String withoutKind = object("a", "1", 1).replace("\"kind\":\"ConfigMap\",", "");
    assertEquals("", of(object("a", "1", 1)).difference(of(withoutKind)));
  }

  @Test
  void aDifferentValueIsNamed() throws IOException {
    String difference = of(object("a", "1", 1)).difference(of(object("a", "1", 2)));
    assertTrue(difference.startsWith("1 objects differ, a: "), difference);
  }

  @Test
  void aMissingObjectIsNamed() throws IOException {
    assertTrue(of(object("a", "1", 1)).difference(of()).endsWith("against none"));
    assertTrue(of().difference(of(object("a", "1", 1))).contains("none against"));
  }

  @Test
  void aSelectionKeepsWhatPasses() throws IOException {
    Contents all = of(object("a", "1", 1), object("b", "2", 1), object("c", "1", 1));
    Contents kept = all.only(name -> !name.equals("c"), "1"::equals);
    assertEquals("", kept.difference(of(object("a", "1", 1))));
  }
}

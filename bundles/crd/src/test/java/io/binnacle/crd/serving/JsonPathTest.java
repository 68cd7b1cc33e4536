package io.binnacle.crd.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.binnacle.crd.Trees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {
  private static final Object TREE =
      Trees.value(
          "{'a':{'b':1,'c.d':2},'l':[{'t':'x','v':1},{'t':'y','v':2},{'t':'z','v':3}],"
              + "'n':[1,2,3]}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ".a.b|[1]",
        ".a['c.d']|[2]",
        ".a.c\\.d|[2]",
        ".l[*].v|[1, 2, 3]",
        ".l[0].t|[x]",
        ".l[-1].t|[z]",
        ".n[0:2]|[1, 2]",
        ".l[?(@.t==\"y\")].v|[2]",
        ".l[?(@.v>1)].t|[y, z]",
        "..v|[1, 2, 3]",
        ".none.at.all|[]"
      })
  void aPathLeadsToItsValues(String path, String found) {
    assertEquals(found, JsonPath.parse(path).find(TREE).toString());
  }

  @Test
  void whatIsNoPathIsTold() {
    assertNull(JsonPath.tryParse(".a["));
    assertNull(JsonPath.tryParse("a"));
    assertNull(JsonPath.tryParse(".a[?(x)]"));
  }
}

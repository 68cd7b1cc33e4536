package io.binnacle.rest.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoPathTest {
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "/, /",
    "/a/b, /a/b",
    "/a/b/, /a/b/",
    "//evil/x, /evil/x",
    "/../../x, /x",
    "/a/./b/../c/, /a/c/",
    "/.., /"
  })
  void aPathLeadsNowhereElse(String path, String clean) {
    assertEquals(clean, GoPath.clean(path));
  }

  @Test
  void whatMayNotStandInAPathIsEscaped() {
    assertEquals("/a%20b%3Fc%0D%0A/%C3%BC:@$&+,;=~", GoPath.escape("/a b?c\r\n/\u00fc:@$&+,;=~"));
  }

  @Test
  void aQueryStaysAsItIsButForWhatWouldBreakTheRequest() {
    assertEquals("a=%20b&c={}|[x]", GoPath.safeQuery("a=%20b&c={}|[x]"));
    assertEquals("a=%0D%0AX:%20y%23", GoPath.safeQuery("a=\r\nX: y#"));
  }
}

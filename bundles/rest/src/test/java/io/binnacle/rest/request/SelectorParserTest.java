package io.binnacle.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.status.StatusException;
import io.binnacle.rest.TestType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SelectorParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1|true",
        "a==1|true",
        "a!=1|false",
        "b!=1|true",
        "a in (1,2)|true",
        "a notin (1,2)|false",
        "a|true",
        "b|false",
        "!b|true",
        "!a|false",
        "a>0,a<2|true",
        "a>1|false",
        " a = 1 , !b |true",
        "a in (,1)|true",
        "a=|false",
        "''|true"
      })
  void labelSelectorsMatchAsKubernetesDoes(String selector, boolean matches) {
    assertEquals(matches, LabelSelectorParser.parse(selector).matches(Map.of("a", "1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b|unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
        "a===b|unable to parse requirement: found '=', expected: identifier",
        "a in|unable to parse requirement: found '' expected: '('",
        "!|unable to parse requirement: found '', expected: identifier",
        ",|found ',', expected: !, identifier, or 'end of string'",
        "a gt x|unable to parse requirement: found 'gt', expected: in, notin, =, ==, !=, gt, lt",
        "a=b c|found 'c', expected: ',' or 'end of string'"
      })
  void badLabelSelectorsAreToldInTheOriginalsWords(String selector, String message) {
    var failure = assertThrows(StatusException.class, () -> LabelSelectorParser.parse(selector));
    assertEquals(400, failure.code());
    assertEquals(message, failure.getMessage());
  }

  @Test
  void aBadLabelKeyIsRefused() {
    var failure = assertThrows(StatusException.class, () -> LabelSelectorParser.parse("A_/b"));
    assertTrue(
        String.valueOf(failure.getMessage())
            .startsWith(
                "unable to parse requirement: <nil>: Invalid value: \"A_/b\": prefix part a"
                    + " lowercase RFC 1123 subdomain"));
  }

  @Test
  void fieldSelectorsMatch() {
    var selector =
        FieldSelectorParser.parse("metadata.name=a,metadata.namespace!=x", TestType.PLAIN);
    assertTrue(selector.matches(Map.of("metadata.name", "a", "metadata.namespace", "n")));
    assertTrue(!selector.matches(Map.of("metadata.name", "a", "metadata.namespace", "x")));
    assertTrue(FieldSelectorParser.parse("", TestType.PLAIN).isEverything());
  }

  @Test
  void fieldSelectorsUnderstandEscapes() {
    var selector = FieldSelectorParser.parse("metadata.name=a\\,b\\=c", TestType.PLAIN);
    assertTrue(selector.matches(Map.of("metadata.name", "a,b=c")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a|invalid selector: 'a'; can't understand 'a'",
        "metadata.name=\\|invalid field selector: invalid escape sequence: \\",
        "a=b|\"a\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
      })
  void badFieldSelectorsAreToldInTheOriginalsWords(String selector, String message) {
    var failure =
        assertThrows(
            StatusException.class, () -> FieldSelectorParser.parse(selector, TestType.PLAIN));
    assertEquals(message, failure.getMessage());
  }
}

package io.binnacle.crd.structural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class LinearPatternTest {
  @Test
  void aPatternThatLooksBackTakesNoLongerThanAnother() {
    assertFalse(LinearPattern.of("^(a+)+$").matcher("a".repeat(100_000) + "!").find());
    assertFalse(LinearPattern.of("^(a|a)*$").matcher("a".repeat(100_000) + "!").find());
  }

  @ParameterizedTest
  @CsvSource({
    "(,missing closing ): `(`",
    "[,missing closing ]: `[`",
    "*a,missing argument to repetition operator: `*`",
    "a),unexpected ): `a)`",
    "(?=a),invalid or unsupported Perl syntax: `(?=`",
    "((a{100}){100}),invalid repeat count: `{100}`",
    "a{1001},invalid repeat count: `{1001}`"
  })
  void aBrokenPatternIsToldInTheWordsOfTheOriginal(String pattern, String problem) {
    var e = assertThrows(PatternSyntaxException.class, () -> LinearPattern.of(pattern));
    assertEquals("error parsing regexp: " + problem, LinearPattern.problem(e, pattern));
  }

  @Test
  void deepGroupsAreRefused() {
    String deep = "(".repeat(10_000) + "a" + ")".repeat(10_000);
    assertThrows(PatternSyntaxException.class, () -> LinearPattern.of(deep));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[a-z]{1,63}$",
        "(a{10}){100}",
        "\\{1001}",
        "^a{2,}b{0,1000}$",
        "(a{0,61}){1,}(b){2,63}"
      })
  void whatIsBearableIsTaken(String pattern) {
    assertEquals(pattern, LinearPattern.of(pattern).pattern());
  }
}

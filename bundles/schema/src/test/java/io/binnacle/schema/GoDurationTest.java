package io.binnacle.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-0", "1h30m", "300ms", "-1.5h", ".5s", "1.s", "2us", "1µs", "-2562047h"})
  void durationsPass(String text) {
    assertEquals(text, GoDuration.checked(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|invalid duration \"\"",
        "+|invalid duration \"+\"",
        "s|invalid duration \"s\"",
        ".s|invalid duration \".s\"",
        "2562048h|invalid duration \"2562048h\"",
        "1|missing unit in duration \"1\"",
        "5m5|missing unit in duration \"5m5\"",
        "1.5.5s|missing unit in duration \"1.5.5s\"",
        "1..5s|missing unit in duration \"1..5s\"",
        "1d|unknown unit \"d\" in duration \"1d\"",
        "1h 2m|unknown unit \"h \" in duration \"1h 2m\""
      })
  void othersAreRefused(String text, String why) {
    assertEquals(
        "time: " + why,
        assertThrows(ConformException.class, () -> GoDuration.checked(text)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1_000_000})
  void longTextsAreRefusedQuickly(int repetitions) {
    assertThrows(ConformException.class, () -> GoDuration.checked("1s".repeat(repetitions)));
  }
}

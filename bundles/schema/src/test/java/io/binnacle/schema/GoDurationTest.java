package io.binnacle.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "1h30m", "300ms", "-1.5h", ".5s", "2us"})
  void durationsPass(String text) {
    assertEquals(text, GoDuration.checked(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "s", "1d", "1h 2m", "1..5s"})
  void othersAreRefused(String text) {
    assertEquals(
        "time: invalid duration \"" + text + "\"",
        assertThrows(ConformException.class, () -> GoDuration.checked(text)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1_000_000})
  void longTextsAreRefusedQuickly(int repetitions) {
    assertThrows(ConformException.class, () -> GoDuration.checked("1s".repeat(repetitions)));
  }
}

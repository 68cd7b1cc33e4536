package io.binnacle.crd.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormatTextTest {
  @Test
  void anythingIsShown() {
    assertEquals(
        "a 1 2.5 true [a, 1] {a: 1, b: x} 1.5s",
        FormatText.of(
            "%s %s %s %s %s %s %s",
            List.of(
                "a",
                1L,
                2.5,
                true,
                List.of("a", 1L),
                Map.of("b", "x", "a", 1L),
                Duration.ofMillis(1500))));
  }

  @Test
  void numbersAreWrittenAsWanted() {
    assertEquals(
        "7 111 7 ff FF 1.50 1.500000 100%",
        FormatText.of("%d %b %o %x %X %.2f %f 100%%", List.of(7L, 7L, 7L, 255L, 255L, 1.5, 1.5)));
    assertEquals("6162", FormatText.of("%x", List.of("ab")));
  }

  @Test
  void aVerbTakesOnlyItsTypesAndNeedsAValue() {
    assertThrows(IllegalArgumentException.class, () -> FormatText.of("%d", List.of("a")));
    assertThrows(IllegalArgumentException.class, () -> FormatText.of("%d", List.of()));
    assertThrows(IllegalArgumentException.class, () -> FormatText.of("%q", List.of("a")));
    assertThrows(IllegalArgumentException.class, () -> FormatText.of("%", List.of("a")));
    assertThrows(IllegalArgumentException.class, () -> FormatText.of("%.1001f", List.of(1.5)));
  }
}

package io.binnacle.rest.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WarningsTest {
  private final Warnings warnings = new Warnings();

  @Test
  void aTextSaidTwiceIsSentOnce() {
    warnings.add("a");
    warnings.add("b");
    warnings.add("a");
    assertEquals(List.of("a", "b"), warnings.sent());
  }

  @Test
  void oneLongTextIsSentWholeWhileAllAreBearable() {
    warnings.add("x".repeat(4000));
    assertEquals(List.of("x".repeat(4000)), warnings.sent());
  }

  @Test
  void textsThatAreTooLongTogetherAreCut() {
    warnings.add("ü".repeat(4000));
    warnings.add("y".repeat(300));
    warnings.add("z");
    assertEquals(List.of("ü".repeat(256), "y".repeat(256), "z"), warnings.sent());
  }

  @Test
  void thereIsAnEndToThem() {
    for (int i = 0; i < 100_000; i++) {
      warnings.add("unknown field \"spec.f" + i + "\"");
    }
    assertTrue(String.join("", warnings.sent()).length() < 4096 + 256);
  }
}

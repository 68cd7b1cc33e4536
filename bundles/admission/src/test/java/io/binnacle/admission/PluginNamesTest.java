package io.binnacle.admission;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PluginNamesTest {
  private static String refusal(Set<String> enabled, Set<String> disabled) {
    return assertThrows(IllegalArgumentException.class, () -> PluginNames.check(enabled, disabled))
        .getMessage();
  }

  @Test
  void knownNamesMayBeSwitched() {
    assertDoesNotThrow(
        () -> PluginNames.check(Set.of("AlwaysPullImages"), Set.of("PodSecurity", "LimitRanger")));
  }

  @Test
  void anUnknownNameIsRefusedWithItsFlag() {
    assertEquals(
        "enable-admission-plugins plugin \"Nope\" is unknown", refusal(Set.of("Nope"), Set.of()));
    assertEquals(
        "disable-admission-plugins plugin \"Nope\" is unknown", refusal(Set.of(), Set.of("Nope")));
  }

  @Test
  void noneIsSwitchedBothWays() {
    assertEquals(
        "[PodSecurity] in enable-admission-plugins and disable-admission-plugins overlapped",
        refusal(Set.of("PodSecurity"), Set.of("PodSecurity")));
  }
}

package io.binnacle.plugins.services;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.plugins.services.NameClaims.Names;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameClaimsTest {
  private final NameClaims<String> claims = new NameClaims<>();

  private static Names names(String holder, String group, String kind, String... names) {
    return new Names(holder, names[0] + "." + group, group, Set.of(names), kind);
  }

  @Test
  void namesBelongToWhoeverCameFirstUntilItGoes() {
    assertEquals("", claims.claim("a", names("plugin a", "x.io", "Cat", "cats", "cat", "c")));
    Names other = names("plugin b", "x.io", "Cow", "cows", "cow", "c");
    assertEquals("cows.x.io wants c, which cats.x.io of plugin a has", claims.claim("b", other));
    claims.release("a");
    assertEquals("", claims.claim("b", other));
  }

  @Test
  void groupsDoNotDisturbEachOtherAndKindsAreNames() {
    assertEquals("", claims.claim("a", names("plugin a", "x.io", "Cat", "cats")));
    assertEquals("", claims.claim("b", names("plugin b", "y.io", "Cat", "cats")));
    assertEquals(
        "pets.x.io wants kind Cat, which cats.x.io of plugin a has",
        claims.claim("c", names("plugin c", "x.io", "Cat", "pets")));
  }

  @Test
  void whoHasNamesMayAskForThemAgain() {
    Names own = names("plugin a", "x.io", "Cat", "cats");
    assertEquals("", claims.claim("a", own));
    assertEquals("", claims.claim("a", own));
  }
}

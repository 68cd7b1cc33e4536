package io.binnacle.auth.serviceaccount;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.auth.UserInfo;
import io.binnacle.auth.TokenHash;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownTokensTest {
  private static final KnownToken TOKEN =
      new KnownToken(UserInfo.anonymous(), List.of(), new KnownToken.Period(0, 0, 0), List.of());

  @Test
  void whatIsAskedForStaysAndTheRestGoes() {
    KnownTokens tokens = new KnownTokens(10);
    tokens.put(TokenHash.of("wanted"), TOKEN);
    tokens.put(TokenHash.of("unwanted"), TOKEN);
    for (int i = 0; i < 1000; i++) {
      tokens.put(TokenHash.of("token " + i), TOKEN);
      assertNotNull(tokens.get(TokenHash.of("wanted")), "after " + i);
      assertTrue(tokens.size() <= 20, tokens.size() + " after " + i);
    }
    assertNull(tokens.get(TokenHash.of("unwanted")));
  }
}

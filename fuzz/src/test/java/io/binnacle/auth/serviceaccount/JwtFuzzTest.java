package io.binnacle.auth.serviceaccount;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.binnacle.api.status.StatusException;
import io.binnacle.fuzz.Budget;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Each input is taken for a token as it is, and its lines for the parts of one. What is claimed is
 * read as if the signature were good.
 */
class JwtFuzzTest {
  private static final TokenClaims CLAIMS =
      new TokenClaims(
          List.of("https://kubernetes.default.svc"),
          List.of("https://kubernetes.default.svc"),
          true);

  @FuzzTest
  void aTokenIsReadOrIsNone(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Budget.check(
        () -> {
          read(text);
          read(encoded(text));
        });
  }

  private static String encoded(String lines) {
    StringBuilder token = new StringBuilder();
    for (String part : lines.split("\n", 3)) {
      token.append(token.isEmpty() ? "" : ".").append(base64(part));
    }
    return token.toString();
  }

  private static String base64(String part) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(part.getBytes(StandardCharsets.UTF_8));
  }

  private static void read(String token) {
    Jwt jwt = Jwt.parse(token);
    if (jwt != null && CLAIMS.isIssuerKnown(jwt)) {
      try {
        CLAIMS.read(token, jwt);
      } catch (StatusException e) {
        return;
      }
    }
  }
}

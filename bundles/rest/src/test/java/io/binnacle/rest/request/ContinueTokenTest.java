package io.binnacle.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContinueTokenTest {
  private static final String BAD = "invalid continue token: continue key is not valid: ";

  @Test
  void aTokenComesBackAsItWas() {
    ContinueToken token = ContinueToken.after(17, "ns/näme");
    ContinueToken back = ContinueToken.decode(token.encode());
    assertEquals(token, back);
    assertEquals("ns/näme", back.afterKey());
  }

  @Test
  void itHasTheOriginalsForm() {
    String text =
        new String(
            Base64.getUrlDecoder().decode(ContinueToken.after(5, "c1").encode()),
            StandardCharsets.UTF_8);
    assertEquals("{\"v\":\"meta.k8s.io/v1\",\"rv\":5,\"start\":\"c1\\u0000\"}", text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x|illegal base64 data at input byte 0",
        "garbage|invalid character '\\u0081' looking for beginning of value",
        "a.b|illegal base64 data at input byte 1",
        "e30|'server does not recognize this encoded version '"
      })
  void whatIsNoTokenIsRefused(String token, String message) {
    var failure = assertThrows(StatusException.class, () -> ContinueToken.decode(token));
    assertEquals(400, failure.code());
    assertEquals(BAD + message, failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"../secrets/a", "a//b", "/a", "a/.", "."})
  void aTokenThatLeavesItsPrefixIsRefused(String start) {
    String token = new ContinueToken(5, start).encode();
    assertThrows(StatusException.class, () -> ContinueToken.decode(token));
  }
}

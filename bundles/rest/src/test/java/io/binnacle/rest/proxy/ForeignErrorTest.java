package io.binnacle.rest.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import org.junit.jupiter.api.Test;

class ForeignErrorTest {
  private static StatusException of(int code, String text) {
    return ForeignError.of(code, new GroupResource("", "pods/log"), "p", text);
  }

  @Test
  void theOriginalsWordsAreUsed() {
    assertEquals("bad", of(400, "bad").getMessage());
    assertEquals("Internal error occurred: oh", of(500, "oh").getMessage());
    assertEquals("no ( pods/log p)", of(403, "no").getMessage());
    assertEquals(
        "the server could not find the requested resource ( pods/log p)",
        of(404, "x").getMessage());
    StatusException bad = of(502, "a \"b\"\n");
    assertEquals(502, bad.code());
    assertEquals(Reason.INTERNAL_ERROR, bad.reason());
    assertEquals(
        "an error on the server (\"a \\\"b\\\"\\n\") has prevented the request from succeeding"
            + " ( pods/log p)",
        bad.getMessage());
  }
}

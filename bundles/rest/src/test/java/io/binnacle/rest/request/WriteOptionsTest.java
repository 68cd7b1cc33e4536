package io.binnacle.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.status.StatusException;
import org.junit.jupiter.api.Test;

class WriteOptionsTest {
  private static WriteOptions options(String query, boolean apply) {
    return WriteOptions.of(Query.parse(query), "PatchOptions", "tool/v1 (linux)", apply);
  }

  private static String refusal(String query, boolean apply) {
    StatusException e = assertThrows(StatusException.class, () -> options(query, apply));
    assertEquals(422, e.code());
    return e.getMessage();
  }

  @Test
  void theManagerIsTheParameterOrTheProgramsName() {
    assertEquals("m", options("fieldManager=m", false).fieldManager());
    assertEquals("tool", options("", false).fieldManager());
  }

  @Test
  void anApplyNeedsAManagerAndMayBeForced() {
    assertTrue(refusal("", true).contains("fieldManager: Required value: is required for apply"));
    assertTrue(options("fieldManager=m&force=true", true).force());
    assertTrue(refusal("force=true", false).contains("force: Forbidden: may not be specified"));
  }

  @Test
  void aManagersNameIsShortAndCanBePrinted() {
    assertEquals("ä", options("fieldManager=%C3%A4", true).fieldManager());
    assertTrue(refusal("fieldManager=" + "%C3%A4".repeat(65), true).contains("128"));
    assertTrue(
        refusal("fieldManager=%C3%A4%0Ab%00", true)
            .contains("\"ä\\nb\\x00\": invalid character U+000A (at position 2)"));
  }
}

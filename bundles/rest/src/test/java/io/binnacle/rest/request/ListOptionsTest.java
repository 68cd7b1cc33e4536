package io.binnacle.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.TestType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListOptionsTest {
  private static ListOptions list(String query) {
    return ListOptions.of(Query.parse(query), TestType.PLAIN, false);
  }

  @Test
  void theResourceVersionSaysHowFresh() {
    assertEquals(ReadFreshness.MOST_RECENT, list("").listFreshness());
    assertEquals(ReadFreshness.ANY, list("resourceVersion=0").listFreshness());
    assertEquals(ReadFreshness.notOlderThan(7), list("resourceVersion=7").listFreshness());
    assertEquals(
        ReadFreshness.exactly(7),
        list("resourceVersion=7&resourceVersionMatch=Exact").listFreshness());
    assertEquals(ReadFreshness.exactly(7), list("resourceVersion=7&limit=1").listFreshness());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resourceVersionMatch=Exact|resourceVersionMatch: Forbidden: resourceVersionMatch is"
            + " forbidden unless resourceVersion is provided",
        "resourceVersion=0&resourceVersionMatch=Exact|resourceVersionMatch: Forbidden:"
            + " resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"",
        "resourceVersion=1&resourceVersionMatch=Nope|resourceVersionMatch: Unsupported value:"
            + " \"Nope\": supported values: \"Exact\", \"NotOlderThan\", \"\"",
        "sendInitialEvents=true|sendInitialEvents: Forbidden: sendInitialEvents is forbidden for"
            + " list",
        "sendInitialEvents=x&resourceVersion=1&resourceVersionMatch=Nope|[resourceVersionMatch:"
            + " Unsupported value: \"Nope\": supported values: \"Exact\", \"NotOlderThan\", \"\","
            + " sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list]",
        "fieldSelector=nope=1&sendInitialEvents=true|sendInitialEvents: Forbidden:"
            + " sendInitialEvents is forbidden for list"
      })
  void combinationsThatMakeNoSenseAreRefused(String query, String message) {
    var failure = assertThrows(StatusException.class, () -> list(query));
    assertEquals(422, failure.code());
    assertEquals("ListOptions.meta.k8s.io \"\" is invalid: " + message, failure.getMessage());
  }

  @Test
  void aWatchWithInitialEventsNeedsTheirMatch() {
    var failure =
        assertThrows(
            StatusException.class,
            () ->
                ListOptions.of(
                    Query.parse("sendInitialEvents=true&resourceVersionMatch=Exact"),
                    TestType.PLAIN,
                    true));
    assertEquals(
        "ListOptions.meta.k8s.io \"\" is invalid: [resourceVersionMatch: Forbidden:"
            + " sendInitialEvents requires setting resourceVersionMatch to NotOlderThan,"
            + " resourceVersionMatch: Unsupported value: \"Exact\": supported values:"
            + " \"NotOlderThan\"]",
        failure.getMessage());
  }

  @Test
  void aWatchIsNoLaterPage() {
    ListOptions.of(Query.parse("resourceVersion=5&continue=x"), TestType.PLAIN, true);
    var failure =
        assertThrows(
            StatusException.class,
            () -> ListOptions.of(Query.parse("continue=x"), TestType.PLAIN, true));
    assertEquals(
        "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden:"
            + " resourceVersionMatch is forbidden when continue is provided",
        failure.getMessage());
  }

  @Test
  void aNegativeTimeoutIsNoTimeAtAll() {
    assertEquals(-1, list("timeoutSeconds=-9223372036854775808").timeoutSeconds());
  }

  @Test
  void unknownFieldsCannotBeSelectedOn() {
    var failure = assertThrows(StatusException.class, () -> list("fieldSelector=a=b"));
    assertEquals(
        "\"a\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"",
        failure.getMessage());
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    assertEquals(
        "strconv.ParseInt: parsing \"x\": invalid syntax",
        assertThrows(StatusException.class, () -> list("limit=x")).getMessage());
    assertEquals(
        400,
        assertThrows(StatusException.class, () -> list("resourceVersion=x").listFreshness())
            .code());
    assertEquals(
        500,
        assertThrows(StatusException.class, () -> list("resourceVersion=x").watchRevision())
            .code());
    assertEquals(0, list("limit=-1").limit());
  }
}

package io.binnacle.rest.request;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.binnacle.api.status.StatusException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTimeoutTest {
  private static void check(String path, String query) {
    Query parsed = Query.parse(query);
    RequestTimeout.check(RequestInfo.of("GET", path, parsed), parsed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1s", "1h2m3.5s"})
  void aDurationIsTaken(String timeout) {
    assertDoesNotThrow(() -> check("/version", "timeout=" + timeout));
  }

  @ParameterizedTest
  @CsvSource({"x, invalid duration", "1, missing unit in duration"})
  void whatIsNoneIsRefused(String timeout, String why) {
    var failure =
        assertThrows(StatusException.class, () -> check("/version", "timeout=" + timeout));
    assertEquals(400, failure.code());
    assertEquals(
        "invalid timeout specified in the request URL - time: " + why + " \"" + timeout + "\"",
        failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1h", "1"})
  void aLongOneIsRefusedAtOnce(String part) {
    String timeout = part.repeat(20_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(1),
        () -> assertThrows(StatusException.class, () -> check("/version", "timeout=" + timeout)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/watch/namespaces", "/api/v1/namespaces/n/pods/p/log", "/api/v1/pods"})
  void whatLastsHasNone(String path) {
    assertDoesNotThrow(() -> check(path, "watch=1&timeout=x"));
  }
}

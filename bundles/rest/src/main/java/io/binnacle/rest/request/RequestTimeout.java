package io.binnacle.rest.request;

import io.binnacle.api.status.StatusException;
import io.binnacle.schema.ConformException;
import io.binnacle.schema.GoDuration;

/** The parameter {@code timeout} of each request that does not last, a duration in Go's syntax. */
public final class RequestTimeout {
  private RequestTimeout() {}

  /**
   * @throws StatusException BadRequest for one that is none, whoever asks
   */
  public static void check(RequestInfo info, Query query) {
    String timeout = info.isLongRunning() ? "" : query.first("timeout");
    if (timeout.isEmpty()) {
      return;
    }
    try {
      GoDuration.checked(timeout);
    } catch (ConformException e) {
      throw StatusException.badRequest(
          "invalid timeout specified in the request URL - " + e.getMessage());
    }
  }
}

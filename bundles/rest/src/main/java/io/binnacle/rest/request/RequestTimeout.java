package io.binnacle.rest.request;

import io.binnacle.api.status.StatusException;
import java.util.regex.Pattern;

/** The parameter {@code timeout} of each request that does not last, a duration in Go's syntax. */
public final class RequestTimeout {
  private static final Pattern DURATION =
      Pattern.compile("[-+]?(0|([0-9]*\\.?[0-9]+(ns|us|µs|ms|s|m|h))+)");

  /** Matching costs more than the length of a text, and no span of time needs as much. */
  private static final int MAX_DURATION = 100;

  private RequestTimeout() {}

  /**
   * @throws StatusException BadRequest for one that is none, whoever asks
   */
  public static void check(RequestInfo info, Query query) {
    String timeout = info.isLongRunning() ? "" : query.first("timeout");
    if (!timeout.isEmpty()
        && (timeout.length() > MAX_DURATION || !DURATION.matcher(timeout).matches())) {
      throw StatusException.badRequest(
          "invalid timeout specified in the request URL - time: invalid duration \""
              + timeout
              + "\"");
    }
  }
}

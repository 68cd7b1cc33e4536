package io.binnacle.rest.answer;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * The body of a request that is answered without it: refused before it was read, or read only. Over
 * HTTP/1.1 it stands in the way of the connection's next request, and a connection that is closed
 * with some of it unread loses the answer's end: a short one is taken in first and thrown away,
 * behind a long one the client is told that the connection ends. Over HTTP/2 it is in nobody's way.
 */
final class UnreadBody {
  /** Up to this size a body is taken in, in bytes, as the original's HTTP server does. */
  private static final long DISCARDED = 256 * 1024;

  private UnreadBody() {}

  /** Runs {@code answer} once it may be given, at once or when the body is through. */
  static void settle(Request request, Response response, RequestBody body, Runnable answer) {
    long length = request.getLength();
    boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    boolean inTheWay = length > 0 || chunked;
    if (!inTheWay || request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2) {
      answer.run();
    } else if (!chunked && length <= DISCARDED) {
      body.discard(answer);
    } else {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      answer.run();
    }
  }
}

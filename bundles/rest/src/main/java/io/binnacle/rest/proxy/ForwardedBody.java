package io.binnacle.rest.proxy;

import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** A client's body on its way to another server, read only as fast as that takes it. */
final class ForwardedBody implements Request.Content {
  private final org.eclipse.jetty.server.Request request;
  private Content.@Nullable Chunk first;

  private ForwardedBody(org.eclipse.jetty.server.Request request, Content.@Nullable Chunk first) {
    this.request = request;
    this.first = first;
  }

  /** The body, null if there is none: a request that has none must not announce one. */
  static @Nullable ForwardedBody of(org.eclipse.jetty.server.Request request) {
    long length = request.getLength();
    if (length > 0) {
      return new ForwardedBody(request, null);
    }
    boolean http1 = request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2;
    boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    if (length == 0 || http1 && !chunked) {
      return null;
    }
    Content.Chunk first = request.read();
    if (first != null && first.isLast() && !first.hasRemaining() && first.getFailure() == null) {
      first.release();
      return null;
    }
    return new ForwardedBody(request, first);
  }

  @Override
  public long getLength() {
    return request.getLength();
  }

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public Content.@Nullable Chunk read() {
    Content.Chunk chunk = first;
    if (chunk != null) {
      first = null;
      return chunk;
    }
    return request.read();
  }

  @Override
  public void demand(Runnable demanded) {
    if (first != null) {
      demanded.run();
    } else {
      request.demand(demanded);
    }
  }

  @Override
  public void fail(Throwable failure) {
    if (first != null) {
      first.release();
      first = null;
    }
    request.fail(failure);
  }
}

package io.binnacle.rest.answer;

import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.request.Negotiation;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.Query;
import io.binnacle.rest.request.RequestInfo;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer. Exactly one of the answering methods is called once; all of them
 * return before the answer is written. Used by one thread at a time.
 */
public final class Exchange {
  /** The largest body that is read, in bytes, as kube-apiserver has it. */
  public static final int MAX_BODY = 3 * 1024 * 1024;

  /** A larger body is not even read to be thrown away, in bytes. */
  private static final long MAX_DISCARDED = 16L * MAX_BODY;

  /** Answers from this size on are compressed for clients that like it, in bytes. */
  public static final int GZIP_FROM = 128 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final RequestInfo info;
  private final Query query;
  private final Executor pool;
  private final RequestBody body;
  private UserInfo user = UserInfo.anonymous();
  private Runnable mayCreate = () -> {};
  private boolean bodyTaken;
  private final Warnings warnings = new Warnings();

  /**
   * @param pool runs what may block or takes long
   * @param bodyLimit how long the client may take to send the body
   */
  public Exchange(
      Request request,
      Response response,
      Callback callback,
      RequestInfo info,
      Query query,
      Executor pool,
      Duration bodyLimit) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.info = info;
    this.query = query;
    this.pool = pool;
    this.body = new RequestBody(request, bodyLimit);
  }

  /**
   * Goes on with the request on the pool. The thread that a request comes in on serves other
   * connections too: it does only what neither blocks nor takes long.
   */
  public void dispatch(Runnable task) {
    pool.execute(() -> run(task));
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** As {@link #dispatch}, once the stage is complete; its failure is answered as one. */
  public <T> void dispatch(
      CompletionStage<T> stage, Consumer<? super T> task, Consumer<Throwable> failed) {
    stage.whenCompleteAsync(
        (value, failure) -> {
          if (failure == null) {
            run(() -> task.accept(value));
          } else {
            Throwable cause = failure.getCause();
            boolean wrapped = failure instanceof CompletionException && cause != null;
            run(() -> failed.accept(wrapped ? cause : failure));
          }
        },
        pool);
  }

  /** Tells who makes the request, once that is known. */
  public void identified(UserInfo who) {
    this.user = who;
  }

  public Request request() {
    return request;
  }

  /** The request for those who read its body themselves; nobody else will touch it then. */
  public Request takeBody() {
    bodyTaken = true;
    return request;
  }

  /**
   * Goes on with a request that has no use for a body: one that comes all the same is out of the
   * way before the answer begins.
   */
  public void ignoringBody(Runnable next) {
    bodyTaken = true;
    UnreadBody.settle(request, response, body, () -> run(next));
  }

  /** Runs what may block or takes long. */
  public Executor pool() {
    return pool;
  }

  public Response response() {
    return response;
  }

  /** To be completed when the answer is written, by those who write it themselves. */
  public Callback callback() {
    return callback;
  }

  public RequestInfo info() {
    return info;
  }

  public Query query() {
    return query;
  }

  public UserInfo user() {
    return user;
  }

  /**
   * @param mayCreate throws Forbidden if the user may not create what the path names
   */
  public void creatingAsks(Runnable mayCreate) {
    this.mayCreate = mayCreate;
  }

  /** To be run before a request for a change makes what is not there; may throw Forbidden. */
  public Runnable mayCreate() {
    return mayCreate;
  }

  /** Adds a text for the client's Warning headers; said twice, it is sent once. */
  public void warn(String text) {
    warnings.add(text);
  }

  /** A request header, "" for none. */
  public String header(String name) {
    String value = request.getHeaders().get(name);
    return value == null ? "" : value;
  }

  public Negotiation negotiation() {
    return new Negotiation(header("Accept"), query, header("User-Agent"));
  }

  /**
   * Reads the body, then goes on with it on the pool; a body too large, or whatever {@code next}
   * throws, is answered as a failure.
   */
  public void readBody(Consumer<byte[]> next) {
    bodyTaken = true;
    if (request.getLength() > MAX_BODY) {
      refuseTooLarge();
      return;
    }
    body.read(
        MAX_BODY,
        new Promise<>() {
          @Override
          public void succeeded(byte[] bytes) {
            dispatch(() -> next.accept(bytes));
          }

          @Override
          public void failed(Throwable failure) {
            fail(failure instanceof IllegalStateException ? tooLarge() : failure);
          }
        });
  }

  /**
   * Goes on with a result that may come later; its failure, or whatever {@code next} throws, is
   * answered as a failure.
   *
   * @param quickly whether going on with the result is only sending a few bytes that are at hand,
   *     which the thread that brings it may do: with more it must not be held up
   */
  public <T> void proceed(CompletionStage<T> result, Predicate<T> quickly, Consumer<T> next) {
    boolean own = result.toCompletableFuture().isDone();
    result.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            fail(failure instanceof CompletionException ? failure.getCause() : failure);
          } else if (own || quickly.test(value)) {
            run(() -> next.accept(value));
          } else {
            dispatch(() -> next.accept(value));
          }
        });
  }

  /** Not every client reads an answer before it has sent all: what is bearable is taken in. */
  private void refuseTooLarge() {
    if (request.getLength() > MAX_DISCARDED) {
      fail(tooLarge());
      return;
    }
    body.discard(() -> fail(tooLarge()));
  }

  private static StatusException tooLarge() {
    return StatusException.requestEntityTooLarge("Request entity too large: limit is " + MAX_BODY);
  }

  /**
   * Answers with an object that names its kind, in the given form.
   *
   * @param schema its structure
   */
  public void answer(
      int code, Map<String, @Nullable Object> tree, StructType schema, OutputFormat format) {
    answer(code, DocumentBytes.of(tree, schema, format.media()), format);
  }

  /** Answers with a message in protobuf, or with a JSON text turned into the given form. */
  public void answer(int code, byte[] body, OutputFormat format) {
    boolean newLine = format.media() == OutputFormat.Media.JSON;
    raw(code, format.media().type(), DocumentBytes.shown(body, format), newLine);
  }

  /**
   * Answers with a message in protobuf or a JSON text in slices, streamed where the form allows.
   *
   * @param sizeHint how long it is at most, in bytes, or {@link #GZIP_FROM} or more if it is long
   */
  public void answer(int code, Slices slices, long sizeHint, OutputFormat format) {
    if (format.media() == OutputFormat.Media.YAML || format.pretty()) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      while (slices.next()) {
        whole.write(slices.array(), slices.offset(), slices.length());
      }
      slices.close();
      answer(code, whole.toByteArray(), format);
      return;
    }
    head(code, format.media().type());
    stream(slices, sizeHint);
  }

  private void stream(Slices slices, long sizeHint) {
    boolean gzip = sizeHint >= GZIP_FROM && GzipSlices.isWelcome(request);
    if (gzip) {
      response.getHeaders().put("Content-Encoding", "gzip");
      response.getHeaders().put("Vary", "Accept-Encoding");
    }
    Slices sent = gzip ? new GzipSlices(slices) : slices;
    new ChunkWriter(response, sent, gzip ? 0 : sizeHint, callback::succeeded, this::fail).iterate();
  }

  /** Answers with bytes as they are. */
  public void raw(int code, String contentType, byte[] body, boolean newLine) {
    if (body.length >= GZIP_FROM && GzipSlices.isWelcome(request)) {
      head(code, contentType);
      stream(new WholeSlice(body), body.length);
      return;
    }
    head(code, contentType);
    byte[] sent = body;
    if (newLine && (body.length == 0 || body[body.length - 1] != '\n')) {
      sent = java.util.Arrays.copyOf(body, body.length + 1);
      sent[body.length] = '\n';
    }
    response.write(true, ByteBuffer.wrap(sent), callback);
  }

  /** Answers with plain text. */
  public void text(int code, String text) {
    head(code, "text/plain; charset=utf-8");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
  }

  /** Answers with a code and nothing else. */
  public void empty(int code) {
    head(code, "");
    response.write(true, ByteBuffer.allocate(0), callback);
  }

  /** Answers 404 as the original does for paths that it has never heard of. */
  public void pageNotFound() {
    beforeBody(() -> text(404, "404 page not found\n"));
  }

  private void beforeBody(Runnable refusal) {
    if (bodyTaken) {
      refusal.run();
    } else {
      bodyTaken = true;
      UnreadBody.settle(request, response, body, refusal);
    }
  }

  /** Answers with a failure; what is no StatusException is a defect, logged here and only here. */
  public void fail(Throwable failure) {
    if (failure instanceof java.io.IOException) {
      LOG.debug("{} {} ended by the client", info.verb(), info.path(), failure);
      callback.failed(failure);
      return;
    }
    if (failure instanceof TimeoutException) {
      // What is left of the body stands in the way of the connection's next request.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    StatusException status = statusOf(failure);
    if (response.isCommitted()) {
      callback.failed(failure);
      return;
    }
    response.getHeaders().remove("Content-Encoding");
    beforeBody(() -> fail(status, StatusBody.of(status)));
  }

  private StatusException statusOf(Throwable failure) {
    if (failure instanceof StatusException known) {
      return known;
    }
    if (failure instanceof TimeoutException) {
      return StatusException.timeout(
          "Timeout: request did not complete within the allotted timeout", 0);
    }
    LOG.error("{} {} failed", info.verb(), info.path(), failure);
    return StatusException.internalError(String.valueOf(failure.getMessage()));
  }

  /** Answers with a failure whose Status says more than the exception can. */
  public void fail(StatusException failure, Map<String, @Nullable Object> status) {
    StatusException.Details details = failure.details();
    if (details != null && details.retryAfterSeconds() > 0) {
      response.getHeaders().put("Retry-After", Integer.toString(details.retryAfterSeconds()));
    }
    answer(failure.code(), status, StatusBody.SCHEMA, negotiation().forError());
  }

  /** Sets the status line and the headers that every answer has. */
  public void head(int code, String contentType) {
    response.setStatus(code);
    HttpFields.Mutable headers = response.getHeaders();
    if (!headers.contains("Cache-Control")) {
      headers.put("Cache-Control", "no-cache, private");
    }
    if (!contentType.isEmpty()) {
      headers.put("Content-Type", contentType);
    }
    for (String warning : warnings.sent()) {
      headers.add("Warning", "299 - \"" + escaped(warning) + "\"");
    }
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c < 0x20 ? ' ' : c);
    }
    return out.toString();
  }
}

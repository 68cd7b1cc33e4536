package io.binnacle.rest.answer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, read as a whole or thrown away without holding a thread. A client that
 * sends it a byte now and then is never idle, so the whole has a deadline: after it reading fails
 * with a {@link TimeoutException}, and an answer may still be given.
 */
final class RequestBody {
  /** How soon a client that is late is asked for again, if it was just not waited for. */
  private static final long AGAIN_MILLIS = 100;

  private final Request request;
  private final Duration limit;
  private volatile boolean done;
  private volatile Scheduler.@Nullable Task clock;

  RequestBody(Request request, Duration limit) {
    this.request = request;
    this.limit = limit;
  }

  /**
   * Reads all of it.
   *
   * @param most a body that is larger fails with an {@link IllegalStateException}, in bytes
   * @param then runs on a thread that must not be held up
   */
  void read(int most, Promise<byte[]> then) {
    Content.Source.asByteArrayAsync(
        request,
        most,
        new Promise.Invocable<byte[]>() {
          @Override
          public void succeeded(byte[] body) {
            done();
            then.succeeded(body);
          }

          @Override
          public void failed(Throwable failure) {
            done();
            then.failed(failure);
          }

          @Override
          public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
          }
        });
    hurry();
  }

  /** Reads all of it and forgets it; goes on at its end, whatever that was. */
  void discard(Runnable then) {
    Runnable next =
        () -> {
          done();
          then.run();
        };
    Content.Source.consumeAll(request, Callback.from(next, failure -> next.run()));
    hurry();
  }

  /** Most bodies are here together with their heads: only for others a clock is set. */
  private void hurry() {
    if (!done) {
      expireAfter(limit.toMillis());
    }
  }

  private void expireAfter(long millis) {
    Scheduler scheduler = request.getComponents().getScheduler();
    Scheduler.Task task = scheduler.schedule(this::expire, millis, TimeUnit.MILLISECONDS);
    clock = task;
    if (done) {
      task.cancel();
    }
  }

  /** Else the clock would hold on to what has long been answered. */
  private void done() {
    done = true;
    Scheduler.Task task = clock;
    if (task != null) {
      task.cancel();
    }
  }

  private void expire() {
    if (done) {
      return;
    }
    Runnable failing =
        HttpChannel.from(request)
            .onIdleTimeout(new TimeoutException("the body of a request took too long"))
            .action();
    if (failing != null) {
      request.getComponents().getExecutor().execute(failing);
    }
    expireAfter(AGAIN_MILLIS);
  }
}

package io.binnacle.storage.etcd;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls with one answer: asks the current member, and the next one where a failure leaves no doubt
 * that the call may be made again. A change that may have arrived is never sent twice; it fails
 * with {@link io.binnacle.api.storage.StorageException.Code#UNKNOWN_OUTCOME}.
 */
final class Calls {
  private static final long PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final Endpoints endpoints;
  private final EventLoop loop;
  private volatile boolean closed;

  Calls(Endpoints endpoints, EventLoop loop) {
    this.endpoints = endpoints;
    this.loop = loop;
  }

  void close() {
    closed = true;
  }

  <Q, R> CompletableFuture<R> call(MethodDescriptor<Q, R> method, Q request, Patience patience) {
    Repeated<Q, R> repeated = new Repeated<>(method, request, patience);
    repeated.attempt();
    return repeated.result;
  }

  private final class Repeated<Q, R> implements Attempt.Outcome<R> {
    private final MethodDescriptor<Q, R> method;
    private final Q request;
    private final Patience patience;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private final long deadline;
    private @Nullable Endpoint asked;
    private int attempts;

    Repeated(MethodDescriptor<Q, R> method, Q request, Patience patience) {
      this.method = method;
      this.request = request;
      this.patience = patience;
      this.deadline = System.nanoTime() + patience.total();
    }

    void attempt() {
      if (closed) {
        result.completeExceptionally(Failures.closed());
        return;
      }
      Endpoint endpoint = endpoints.current();
      asked = endpoint;
      long left = deadline - System.nanoTime();
      long timeout = Math.min(left, patience.first() << Math.min(attempts++, 10));
      Attempt.start(endpoint.calls(), method, request, timeout, this);
    }

    @Override
    public void answered(R answer) {
      result.complete(answer);
    }

    @Override
    public void failed(Status status, boolean sent) {
      if (closed) {
        result.completeExceptionally(Failures.closed());
        return;
      }
      var decided = Failures.decided(status);
      if (decided != null) {
        result.completeExceptionally(decided);
        return;
      }
      if (asked != null) {
        endpoints.failed(asked, Failures.text(status));
      }
      boolean again = patience.repeatable() || !sent;
      long pause =
          TimeUnit.MILLISECONDS.toNanos(
              Math.min(LONGEST_PAUSE_MILLIS, PAUSE_MILLIS << Math.min(attempts, 5)));
      if (again && deadline - System.nanoTime() > 2 * pause) {
        later(pause);
      } else {
        result.completeExceptionally(
            again ? Failures.unavailable(status) : Failures.unknownOutcome(status));
      }
    }

    private void later(long pause) {
      try {
        loop.schedule(this::attempt, pause, TimeUnit.NANOSECONDS);
      } catch (java.util.concurrent.RejectedExecutionException e) {
        result.completeExceptionally(Failures.closed());
      }
    }
  }
}

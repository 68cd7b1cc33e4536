package io.binnacle.storage.etcd;

import io.etcd.jetcd.api.StatusRequest;
import io.etcd.jetcd.api.StatusResponse;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether etcd serves: a linearizable read and what the member says of itself, alarms included.
 * Asked at most once a second, whoever wants to know.
 */
final class Health {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long WAIT_SECONDS = 2;

  /** {@code errors} of the status message, which etcd has from 3.4 on and the client does not. */
  private static final int ERRORS_FIELD = 8;

  private final Endpoints endpoints;
  private final Revisions revisions;
  private final Watches watches;
  private @Nullable CompletableFuture<String> probe;
  private long probedAt;

  Health(Endpoints endpoints, Revisions revisions, Watches watches) {
    this.endpoints = endpoints;
    this.revisions = revisions;
    this.watches = watches;
  }

  /** Empty if well. Waits a bounded time; not to be called on the engine's threads. */
  String text() {
    CompletableFuture<String> answer = probe();
    try {
      return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      String trouble = watches.trouble();
      return "etcd does not answer within "
          + WAIT_SECONDS
          + " seconds"
          + (trouble.isEmpty() ? "" : "; " + trouble);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted while asking etcd";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause().getMessage());
    }
  }

  private CompletableFuture<String> probe() {
    CompletableFuture<String> started;
    synchronized (this) {
      boolean fresh = System.nanoTime() - probedAt < FRESH_NANOS;
      if (probe != null && (fresh || !probe.isDone())) {
        return probe;
      }
      started = new CompletableFuture<>();
      probe = started;
      probedAt = System.nanoTime();
    }
    revisions
        .current()
        .whenComplete(
            (revision, failure) -> {
              if (failure != null) {
                started.complete(Failures.of(failure).getMessage());
              } else {
                askStatus(started);
              }
            });
    return started;
  }

  private void askStatus(CompletableFuture<String> result) {
    Attempt.start(
        endpoints.current().calls(),
        Rpc.STATUS,
        StatusRequest.getDefaultInstance(),
        TimeUnit.SECONDS.toNanos(WAIT_SECONDS),
        new Attempt.Outcome<StatusResponse>() {
          @Override
          public void answered(StatusResponse status) {
            String errors =
                status.getUnknownFields().getField(ERRORS_FIELD).getLengthDelimitedList().stream()
                    .map(bytes -> bytes.toString(StandardCharsets.UTF_8).strip())
                    .collect(Collectors.joining("; "));
            result.complete(errors.isEmpty() ? watches.trouble() : "etcd: " + errors);
          }

          @Override
          public void failed(Status status, boolean sent) {
            result.complete(Failures.text(status));
          }
        });
  }
}

package io.binnacle.storage.etcd;

import io.etcd.jetcd.api.Event;
import io.etcd.jetcd.api.StatusRequest;
import io.etcd.jetcd.api.StatusResponse;
import io.etcd.jetcd.api.WatchCreateRequest;
import io.etcd.jetcd.api.WatchProgressRequest;
import io.etcd.jetcd.api.WatchRequest;
import io.etcd.jetcd.api.WatchResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One etcd watch on a stream of its own at one member. It first asks the member what it is: on that
 * depends what the watch has to cover. A member without a leader ends the stream ({@code
 * hasleader}), so that a partitioned one does not keep it. Lives on the watch thread, but for
 * {@link #close}, which any may call.
 */
final class WatchStream {
  /** Hears what comes. Nothing follows {@link #onEnd}. */
  interface Receiver {
    /** All events of a revision in one call, in order; maybe some that were not asked for. */
    void onEvents(List<Event> events);

    /** Everything up to this revision has come. */
    void onProgress(long revision);

    /** The member has begun to watch. */
    void onCreated();

    /**
     * @param compacted the oldest revision that can be watched from, if that is why; else 0
     */
    void onEnd(Status why, long compacted);
  }

  private static final Metadata.Key<String> HAS_LEADER =
      Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);
  private static final long START_SECONDS = 5;

  private final Endpoint endpoint;
  private final Function<ServerVersion, Scope> scopes;
  private final long fromRevision;
  private final Receiver receiver;
  private @Nullable ClientCall<WatchRequest, WatchResponse> call;
  private Scope scope = Scope.everything();
  private long member;
  private boolean ended;

  WatchStream(
      Endpoint endpoint,
      Function<ServerVersion, Scope> scopes,
      long fromRevision,
      Receiver receiver) {
    this.endpoint = endpoint;
    this.scopes = scopes;
    this.fromRevision = fromRevision;
    this.receiver = receiver;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  void start() {
    Attempt.start(
        endpoint.watches(),
        Rpc.STATUS,
        StatusRequest.getDefaultInstance(),
        TimeUnit.SECONDS.toNanos(START_SECONDS),
        new Attempt.Outcome<StatusResponse>() {
          @Override
          public void answered(StatusResponse status) {
            open(status);
          }

          @Override
          public void failed(Status status, boolean sent) {
            end(status, 0);
          }
        });
  }

  private void open(StatusResponse status) {
    if (ended) {
      return;
    }
    scope = scopes.apply(ServerVersion.of(status.getVersion()));
    member = status.getHeader().getMemberId();
    Metadata headers = new Metadata();
    headers.put(HAS_LEADER, "true");
    ClientCall<WatchRequest, WatchResponse> opened =
        endpoint.watches().newCall(Rpc.WATCH, CallOptions.DEFAULT);
    call = opened;
    opened.start(new Answers(), headers);
    opened.request(2);
    // One earlier than is wanted: etcd begins at the very revision that was compacted to, though
    // before 3.4.35 and 3.5.17 it has dropped that revision's deletion, and says nothing.
    opened.sendMessage(
        WatchRequest.newBuilder()
            .setCreateRequest(
                WatchCreateRequest.newBuilder()
                    .setKey(scope.start())
                    .setRangeEnd(scope.end())
                    .setStartRevision(Math.max(1, fromRevision - 1))
                    .setPrevKv(true))
            .build());
  }

  boolean asksProgress() {
    return scope.asksProgress();
  }

  /** Asks how far it has come; the answer may fail to come, so ask again. */
  void requestProgress() {
    if (!ended && call != null && scope.asksProgress()) {
      call.sendMessage(
          WatchRequest.newBuilder()
              .setProgressRequest(WatchProgressRequest.getDefaultInstance())
              .build());
    }
  }

  /** Ends it; the receiver hears nothing more. */
  void close() {
    ended = true;
    if (call != null) {
      call.cancel("no longer wanted", null);
    }
  }

  private void end(Status why, long compacted) {
    if (!ended) {
      close();
      receiver.onEnd(why, compacted);
    }
  }

  private final class Answers extends ClientCall.Listener<WatchResponse> {
    @Override
    public void onMessage(WatchResponse answer) {
      if (ended) {
        return;
      }
      if (answer.getHeader().getMemberId() != member) {
        end(Status.UNAVAILABLE.withDescription("another member answers"), 0);
      } else if (answer.getCanceled() || answer.getCompactRevision() > 0) {
        end(
            Status.UNAVAILABLE.withDescription("watch ended: " + answer.getCancelReason()),
            answer.getCompactRevision());
      } else if (answer.getCreated()) {
        receiver.onCreated();
      } else if (answer.getEventsCount() > 0) {
        receiver.onEvents(answer.getEventsList());
      } else if (scope.asksProgress()) {
        receiver.onProgress(answer.getHeader().getRevision());
      }
      if (!ended && call != null) {
        call.request(1);
      }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      end(status.isOk() ? Status.UNAVAILABLE.withDescription("stream ended") : status, 0);
    }
  }
}

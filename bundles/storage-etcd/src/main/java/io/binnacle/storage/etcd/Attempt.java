package io.binnacle.storage.etcd;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call to one member, with one answer. It lives on the channel's thread. */
final class Attempt<Q, R> extends ClientCall.Listener<R> {
  /** Hears how it went. */
  interface Outcome<R> {
    void answered(R answer);

    /**
     * @param sent whether the member may have heard of the call
     */
    void failed(Status status, boolean sent);
  }

  private final Outcome<R> outcome;
  private final Sent sent = new Sent();
  private @Nullable R answer;

  private Attempt(Outcome<R> outcome) {
    this.outcome = outcome;
  }

  static <Q, R> void start(
      Channel channel,
      MethodDescriptor<Q, R> method,
      Q request,
      long timeoutNanos,
      Outcome<R> outcome) {
    Attempt<Q, R> attempt = new Attempt<>(outcome);
    ClientCall<Q, R> call =
        channel.newCall(
            method,
            CallOptions.DEFAULT
                .withDeadlineAfter(timeoutNanos, TimeUnit.NANOSECONDS)
                .withStreamTracerFactory(attempt.sent));
    call.start(attempt, new Metadata());
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
  }

  @Override
  public void onMessage(R message) {
    answer = message;
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    if (status.isOk() && answer != null) {
      outcome.answered(answer);
    } else if (status.isOk()) {
      outcome.failed(Status.INTERNAL.withDescription("no answer"), true);
    } else {
      outcome.failed(status, sent.headers);
    }
  }

  /** Whether the head of the call has been handed to the network. */
  private static final class Sent extends ClientStreamTracer.Factory {
    private volatile boolean headers;
    private final ClientStreamTracer tracer =
        new ClientStreamTracer() {
          @Override
          public void outboundHeaders() {
            headers = true;
          }
        };

    @Override
    public ClientStreamTracer newClientStreamTracer(
        ClientStreamTracer.StreamInfo info, Metadata headers) {
      return tracer;
    }
  }
}

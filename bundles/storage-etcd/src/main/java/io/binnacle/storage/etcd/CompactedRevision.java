package io.binnacle.storage.etcd;

import com.google.protobuf.ByteString;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.StorageException.Code;
import io.etcd.jetcd.api.Event;
import io.etcd.jetcd.api.RangeRequest;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds the lowest revision that etcd still has. It has no call for that: a read at revision 1 says
 * whether anything has been compacted, and a watch from there is refused with the number.
 */
final class CompactedRevision {
  private static final ByteString ANY_KEY = ByteString.copyFrom(new byte[1]);

  private final Endpoints endpoints;
  private final Calls calls;
  private final Patience patience;

  CompactedRevision(Endpoints endpoints, Calls calls, Patience patience) {
    this.endpoints = endpoints;
    this.calls = calls;
    this.patience = patience;
  }

  CompletionStage<Long> find() {
    RangeRequest first =
        RangeRequest.newBuilder().setKey(ANY_KEY).setRevision(1).setCountOnly(true).build();
    CompletableFuture<Long> result = new CompletableFuture<>();
    calls
        .call(Rpc.RANGE, first, patience)
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                result.complete(0L);
                return;
              }
              StorageException why = Failures.of(failure);
              if (why.code() == Code.COMPACTED) {
                refusal(result);
              } else {
                result.completeExceptionally(why);
              }
            });
    return result;
  }

  private void refusal(CompletableFuture<Long> result) {
    new WatchStream(
            endpoints.current(),
            version -> new Scope(ANY_KEY, ByteString.EMPTY, false),
            1,
            new WatchStream.Receiver() {
              @Override
              public void onEvents(List<Event> events) {}

              @Override
              public void onProgress(long revision) {}

              @Override
              public void onCreated() {}

              @Override
              public void onEnd(Status why, long compacted) {
                if (compacted > 0) {
                  result.complete(compacted);
                } else {
                  result.completeExceptionally(Failures.unavailable(why));
                }
              }
            })
        .start();
  }
}

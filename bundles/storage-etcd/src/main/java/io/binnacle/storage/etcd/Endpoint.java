package io.binnacle.storage.etcd;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One member of the cluster, with a connection for calls and one for watches.
 *
 * @param name its URL
 */
record Endpoint(String name, ManagedChannel calls, ManagedChannel watches, AtomicLong lastNudge) {
  private static final long NUDGE_NANOS = 300_000_000;

  Endpoint(String name, ManagedChannel calls, ManagedChannel watches) {
    this(name, calls, watches, new AtomicLong(System.nanoTime() - NUDGE_NANOS));
  }

  boolean isDown() {
    return isDown(calls) || isDown(watches);
  }

  private static boolean isDown(ManagedChannel channel) {
    return channel.getState(true) == ConnectivityState.TRANSIENT_FAILURE;
  }

  /**
   * Has a connection that failed tried anew now, a few times a second at most: gRPC's own pauses
   * grow to minutes.
   */
  void reconnect() {
    long last = lastNudge.get();
    long now = System.nanoTime();
    if (now - last >= NUDGE_NANOS && lastNudge.compareAndSet(last, now)) {
      calls.resetConnectBackoff();
      watches.resetConnectBackoff();
    }
  }

  void close() {
    calls.shutdownNow();
    watches.shutdownNow();
  }
}

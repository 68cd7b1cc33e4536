package io.binnacle.controllers.host;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a Lease, or waits for its holder to let it go or to fail, in the way of client-go's leader
 * election: no clocks are compared, only how long a Lease is seen to stay as it is. {@link
 * #attempt} is called every {@link #RETRY_SECONDS}, by one thread at a time.
 */
final class LeaseElection implements Leadership {
  static final long RETRY_SECONDS = 2;
  private static final Logger LOG = LoggerFactory.getLogger(LeaseElection.class);
  private static final long DURATION_SECONDS = 15;
  private static final long RENEW_NANOS = 10_000_000_000L;
  private static final String NAMESPACE = "kube-system";
  private static final RequestContext CONTEXT = RequestContext.server("v1");

  private final ResourceStore leases;
  private final String name;
  private final String identity;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Runnable gained;
  private String seen = "";
  private long seenAt;
  private boolean closed;
  private volatile boolean held;
  private volatile long heldUntil;

  /**
   * @param name the Lease's name
   * @param identity who holds it, another one for each start of each server
   * @param nanos a clock that only goes forward
   * @param gained run each time that the Lease becomes this server's
   */
  LeaseElection(
      ResourceStore leases,
      String name,
      String identity,
      InstantSource clock,
      LongSupplier nanos,
      Runnable gained) {
    this.leases = leases;
    this.name = name;
    this.identity = identity;
    this.clock = clock;
    this.nanos = nanos;
    this.gained = gained;
  }

  @Override
  public boolean isHeld() {
    return held && nanos.getAsLong() - heldUntil < 0;
  }

  /** Renews the Lease, or takes it if nobody has it. */
  synchronized void attempt() {
    if (closed) {
      return;
    }
    long start = nanos.getAsLong();
    boolean had = isHeld();
    try {
      boolean has = take();
      heldUntil = start + RENEW_NANOS;
      held = has;
    } catch (StatusException e) {
      // What is held stays so for a while; others see the Lease unchanged for longer than that.
      LOG.debug("lease {}: {}", name, e.getMessage());
    }
    if (isHeld() && !had) {
      LOG.info("{} is run here", name);
      gained.run();
    } else if (had && !isHeld()) {
      LOG.info("{} is no longer run here", name);
    }
  }

  private boolean take() {
    Unstructured lease = find();
    if (lease == null) {
      leases.create(CONTEXT, NAMESPACE, claimed(fresh(), true));
      return true;
    }
    String holder = lease.string("spec", "holderIdentity");
    if (!holder.isEmpty() && !holder.equals(identity) && isAlive(lease)) {
      return false;
    }
    leases.update(CONTEXT, NAMESPACE, name, claimed(lease, !holder.equals(identity)));
    return true;
  }

  private @Nullable Unstructured find() {
    try {
      return leases.get(CONTEXT, NAMESPACE, name);
    } catch (StatusException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  /** Whether the Lease has changed within its duration, as far as was seen from here. */
  private boolean isAlive(Unstructured lease) {
    long now = nanos.getAsLong();
    if (!seen.equals(lease.resourceVersion())) {
      seen = lease.resourceVersion();
      seenAt = now;
    }
    long seconds = lease.number(DURATION_SECONDS, "spec", "leaseDurationSeconds");
    return now - seenAt < seconds * 1_000_000_000L;
  }

  private Unstructured fresh() {
    Unstructured lease = Unstructured.create("coordination.k8s.io/v1", "Lease");
    lease.set(name, "metadata", "name");
    return lease;
  }

  private Unstructured claimed(Unstructured lease, boolean anew) {
    String now = MicroTime.of(clock.instant());
    if (anew) {
      boolean first = lease.string("spec", "holderIdentity").isEmpty() && lease.uid().isEmpty();
      long transitions = lease.number(0, "spec", "leaseTransitions");
      lease.set(first ? 0L : transitions + 1, "spec", "leaseTransitions");
      lease.set(now, "spec", "acquireTime");
    }
    lease.set(identity, "spec", "holderIdentity");
    lease.set(DURATION_SECONDS, "spec", "leaseDurationSeconds");
    lease.set(now, "spec", "renewTime");
    return lease;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (!isHeld()) {
      return;
    }
    held = false;
    try {
      Unstructured lease = leases.get(CONTEXT, NAMESPACE, name);
      if (identity.equals(lease.string("spec", "holderIdentity"))) {
        lease.set("", "spec", "holderIdentity");
        lease.set(1L, "spec", "leaseDurationSeconds");
        lease.set(MicroTime.of(clock.instant()), "spec", "renewTime");
        leases.update(CONTEXT, NAMESPACE, name, lease);
      }
    } catch (StatusException e) {
      // It runs out by itself.
      LOG.debug("lease {} is not let go: {}", name, e.getMessage());
    }
  }
}

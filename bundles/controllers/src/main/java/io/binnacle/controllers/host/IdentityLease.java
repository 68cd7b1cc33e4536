package io.binnacle.controllers.host;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lease by which each server of a cluster makes itself known, and by which it can be seen that
 * it lives. Those of servers that have gone are removed once they have run out. See KEP-1965. For
 * one thread.
 */
final class IdentityLease {
  static final long RENEW_SECONDS = 10;
  static final long COLLECT_SECONDS = 3600;
  private static final Logger LOG = LoggerFactory.getLogger(IdentityLease.class);
  private static final String NAMESPACE = "kube-system";
  private static final String IDENTITY = "apiserver.kubernetes.io/identity";
  private static final String SERVER = "kube-apiserver";
  private static final long DURATION_SECONDS = 3600;
  private static final RequestContext CONTEXT = RequestContext.server("v1");

  private final ResourceStore leases;
  private final String name;
  private final String host;
  private final InstantSource clock;
  private final String holder;

  /**
   * @param name the Lease's name, the same at each start of this server and no other server's
   * @param host the name of the machine
   */
  IdentityLease(ResourceStore leases, String name, String host, InstantSource clock) {
    this.leases = leases;
    this.name = name;
    this.host = host;
    this.clock = clock;
    this.holder = name + "_" + UUID.randomUUID();
  }

  /** Says that this server lives. What fails now is left to the next time. */
  void renew() {
    try {
      Unstructured found = leases.createIfMissing(CONTEXT, NAMESPACE, claimed(fresh()));
      if (found != null) {
        leases.update(CONTEXT, NAMESPACE, name, claimed(found));
      }
    } catch (StatusException e) {
      LOG.debug("lease {}: {}", name, e.getMessage());
    }
  }

  private Unstructured fresh() {
    Unstructured lease = Unstructured.create("coordination.k8s.io/v1", "Lease");
    lease.set(name, "metadata", "name");
    return lease;
  }

  private Unstructured claimed(Unstructured lease) {
    lease.set(SERVER, "metadata", "labels", IDENTITY);
    lease.set(host, "metadata", "labels", "kubernetes.io/hostname");
    lease.set(holder, "spec", "holderIdentity");
    lease.set(DURATION_SECONDS, "spec", "leaseDurationSeconds");
    lease.set(MicroTime.of(clock.instant()), "spec", "renewTime");
    return lease;
  }

  /** Removes the Leases of servers that have not renewed them in time. */
  void collect() {
    try {
      for (LocalObject stored : leases.cache().snapshot(ReadFreshness.ANY).list(NAMESPACE, "")) {
        Unstructured lease = leases.translator().toTree(stored);
        if (SERVER.equals(lease.labels().get(IDENTITY)) && hasRunOut(lease)) {
          remove(lease);
        }
      }
    } catch (StatusException e) {
      LOG.debug("leases of servers are not looked at: {}", e.getMessage());
    }
  }

  private boolean hasRunOut(Unstructured lease) {
    try {
      Instant renewed = Instant.parse(lease.string("spec", "renewTime"));
      long seconds = lease.number(0, "spec", "leaseDurationSeconds");
      return renewed.plusSeconds(seconds).isBefore(clock.instant());
    } catch (DateTimeException e) {
      // One without a time was never a server's that lives.
      return true;
    }
  }

  private void remove(Unstructured lease) {
    try {
      leases.delete(
          CONTEXT,
          NAMESPACE,
          lease.name(),
          new DeleteOptions(null, lease.uid(), lease.resourceVersion(), null));
    } catch (StatusException e) {
      if (e.reason() != Reason.NOT_FOUND && e.reason() != Reason.CONFLICT) {
        throw e;
      }
    }
  }
}

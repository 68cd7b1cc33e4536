package io.binnacle.resources.core.internal.service;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.resources.core.internal.rules.IpRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The IPAddress objects of Services: one for each cluster IP, named by it, made before the Service
 * is stored. As there can be only one of a name, no two servers on one storage give out the same
 * address. See KEP-1880. Thread-safe; while IPAddresses are not served every claim succeeds, and is
 * made good by {@link ServiceIpRepair}.
 */
public final class AddressClaims {
  static final String MANAGED_BY = "ipaddress.kubernetes.io/managed-by";
  static final String MANAGER = "ipallocator.k8s.io";

  /** How long a claim holds whose Service is not stored: another server may be about to. */
  static final Duration GRACE = Duration.ofMinutes(1);

  private static final RequestContext SERVER = RequestContext.server("v1");

  private final InstantSource clock;
  private volatile @Nullable ResourceStore store;

  public AddressClaims(InstantSource clock) {
    this.clock = clock;
  }

  /** Where IPAddresses are kept; null when the store has gone. */
  public void follow(@Nullable ResourceStore addresses) {
    store = addresses;
  }

  /**
   * Whether an address that no Service holds can be claimed, as far as can be told without asking
   * storage.
   */
  boolean isFree(String address, Unstructured service) {
    ResourceStore addresses = store;
    if (addresses == null) {
      return true;
    }
    try {
      LocalObject found = addresses.cache().snapshot(ReadFreshness.ANY).get("", address);
      if (found == null) {
        return true;
      }
      Unstructured claim = addresses.translator().toTree(found);
      return isOf(claim, service) || isStale(claim);
    } catch (StatusException notYet) {
      return true;
    }
  }

  /** Claims an address for a Service; false if another has it. */
  boolean claim(String address, Unstructured service) {
    ResourceStore addresses = store;
    if (addresses == null) {
      return true;
    }
    Unstructured found = addresses.createIfMissing(SERVER, "", object(address, service));
    if (found == null || isOf(found, service)) {
      return true;
    }
    return isStale(found)
        && delete(addresses, found)
        && addresses.createIfMissing(SERVER, "", object(address, service)) == null;
  }

  /** Gives back what a Service has claimed; what others have is left alone. */
  void release(String address, Unstructured service) {
    ResourceStore addresses = store;
    if (addresses == null) {
      return;
    }
    try {
      Unstructured claim = addresses.get(SERVER, "", address);
      if (isOf(claim, service)) {
        delete(addresses, claim);
      }
    } catch (StatusException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Whether it was deleted as it is, by whomever. */
  static boolean delete(ResourceStore addresses, Unstructured claim) {
    try {
      addresses.delete(SERVER, "", claim.name(), new DeleteOptions(null, claim.uid(), null, null));
      return true;
    } catch (StatusException e) {
      return e.reason() == Reason.NOT_FOUND;
    }
  }

  /** Whether the claim is the Service's. */
  static boolean isOf(Unstructured claim, Unstructured service) {
    Unstructured parent = new Unstructured(claim.map("spec", "parentRef"));
    return parent.string("resource").equals("services")
        && parent.string("group").isEmpty()
        && parent.string("namespace").equals(service.namespace())
        && parent.string("name").equals(service.name());
  }

  /** Whether the Service had time enough to be stored. */
  boolean isStale(Unstructured claim) {
    String made = claim.string("metadata", "creationTimestamp");
    return MANAGER.equals(claim.labels().get(MANAGED_BY))
        && !made.isEmpty()
        && Instant.parse(made).plus(GRACE).isBefore(clock.instant());
  }

  static Unstructured object(String address, Unstructured service) {
    Unstructured claim = Unstructured.create("networking.k8s.io/v1", "IPAddress");
    claim.set(address, "metadata", "name");
    Map<String, @Nullable Object> labels = new LinkedHashMap<>();
    labels.put("ipaddress.kubernetes.io/ip-family", IpRules.isV6(address) ? "IPv6" : "IPv4");
    labels.put(MANAGED_BY, MANAGER);
    claim.set(labels, "metadata", "labels");
    Map<String, @Nullable Object> parent = new LinkedHashMap<>();
    parent.put("resource", "services");
    parent.put("namespace", service.namespace());
    parent.put("name", service.name());
    claim.set(parent, "spec", "parentRef");
    return claim;
  }
}

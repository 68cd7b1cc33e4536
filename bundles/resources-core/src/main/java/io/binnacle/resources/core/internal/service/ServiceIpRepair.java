package io.binnacle.resources.core.internal.service;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.start.PostStartHook;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings IPAddresses in step with the Services: when the server starts, and every few minutes
 * since. A Service's address without an IPAddress gets one; an IPAddress that was made for a
 * Service that does not hold it goes, once the Service had time enough to be stored.
 */
@Component(property = PostStartHook.NAME + "=start-service-ip-repair-controllers")
public final class ServiceIpRepair implements PostStartHook {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceIpRepair.class);
  private static final RequestContext SERVER = RequestContext.server("v1");
  private static final long MINUTES = 3;

  private final ResourceStore services;
  private final ResourceStore addresses;
  private final AddressClaims claims = new AddressClaims(InstantSource.system());
  private @Nullable ScheduledExecutorService again;
  private boolean stopped;

  @Activate
  public ServiceIpRepair(
      @Reference(target = "(binnacle.resource=services)") ResourceStore services,
      @Reference(target = "(binnacle.resource=ipaddresses.networking.k8s.io)")
          ResourceStore addresses) {
    this.services = services;
    this.addresses = addresses;
  }

  @Deactivate
  synchronized void stop() {
    stopped = true;
    if (again != null) {
      again.shutdownNow();
    }
  }

  @Override
  public void run() {
    repair();
    synchronized (this) {
      if (!stopped && again == null) {
        again = Executors.newSingleThreadScheduledExecutor(ServiceIpRepair::thread);
        again.scheduleWithFixedDelay(this::repairLater, MINUTES, MINUTES, TimeUnit.MINUTES);
      }
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "binnacle-service-ip-repair");
    thread.setDaemon(true);
    return thread;
  }

  private void repairLater() {
    try {
      repair();
    } catch (StatusException e) {
      LOG.warn("the addresses of services can't be looked through: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("looking through the addresses of services failed", e);
    }
  }

  private void repair() {
    // Claims first: what is claimed after this is not seen, and what was has its Service seen.
    Map<String, Unstructured> claimed = new HashMap<>();
    for (LocalObject object : addresses.cache().snapshot(ReadFreshness.MOST_RECENT).list("", "")) {
      claimed.put(object.name(), addresses.translator().toTree(object));
    }
    Map<String, Unstructured> held = new HashMap<>();
    for (LocalObject object : services.cache().snapshot(ReadFreshness.MOST_RECENT).list("", "")) {
      Unstructured service = services.translator().toTree(object);
      for (String address : ServiceUsage.addressesOf(service)) {
        Unstructured other = held.putIfAbsent(address, service);
        if (other != null) {
          LOG.warn("services {} and {} both have the address {}", other, service, address);
        }
      }
    }
    Set<String> kept = new HashSet<>();
    claimed.forEach(
        (address, claim) -> {
          Unstructured holder = held.get(address);
          if (holder != null && AddressClaims.isOf(claim, holder)) {
            kept.add(address);
          } else if (claims.isStale(claim)) {
            AddressClaims.delete(addresses, claim);
          }
        });
    held.forEach(
        (address, service) -> {
          if (!kept.contains(address)) {
            addresses.createIfMissing(SERVER, "", AddressClaims.object(address, service));
          }
        });
  }
}

package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives out addresses and node ports. What is taken follows from the stored Services; what was
 * given out for a Service that is still being written is remembered for a minute, so that two
 * writes at once never get the same and a failed one loses nothing for good.
 *
 * <p>Thread-safe. Without the store of Services nothing is given out: the client is told to come
 * back.
 */
public final class ServiceAllocations {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final ServiceNetworks networks;
  private final AddressClaims claims;
  private final PortRange ports;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final ServiceUsage usage = new ServiceUsage();
  private final Map<String, Long> promised = new HashMap<>();
  private volatile @Nullable ResourceStore services;

  public ServiceAllocations(
      ServiceNetworks networks,
      AddressClaims claims,
      PortRange ports,
      RandomGenerator random,
      InstantSource clock) {
    this.networks = networks;
    this.claims = claims;
    this.ports = ports;
    this.random = random;
    this.clock = clock;
  }

  /** From where to learn what is taken; null when the store has gone. */
  public void follow(@Nullable ResourceStore store) {
    services = store;
  }

  ServiceNetworks networks() {
    return networks;
  }

  AddressClaims claims() {
    return claims;
  }

  PortRange ports() {
    return ports;
  }

  /** One write's look at what is taken, and its own wishes. */
  synchronized Session begin(Unstructured service, boolean dryRun) {
    ResourceStore store = services;
    if (store == null) {
      throw StatusException.serviceUnavailable("the services are not being served yet");
    }
    Set<String> taken = new HashSet<>(usage.read(store));
    long now = clock.millis();
    promised.values().removeIf(until -> until < now);
    promised.keySet().removeAll(taken);
    taken.addAll(promised.keySet());
    return new Session(service, taken, dryRun);
  }

  /** Gives back what a Service held that has gone, or that was never stored. */
  public void release(Unstructured service) {
    ServiceUsage.addressesOf(service).forEach(address -> claims.release(address, service));
    forget(ServiceUsage.of(service));
  }

  private synchronized void forget(Collection<String> names) {
    promised.keySet().removeAll(names);
  }

  /**
   * What is free as of the beginning of a write. Used by one thread, within {@link #allocating}.
   */
  final class Session {
    private final Unstructured service;
    private final Set<String> taken;
    private final List<String> own = new ArrayList<>();
    private final boolean dryRun;

    private Session(Unstructured service, Set<String> taken, boolean dryRun) {
      this.service = service;
      this.taken = taken;
      this.dryRun = dryRun;
    }

    /** Whether nothing is kept: then only what others have is out of reach. */
    boolean isDryRun() {
      return dryRun;
    }

    /** Takes a certain address or port; false if another has it. */
    boolean take(String name) {
      if (!taken.add(name)) {
        return false;
      }
      if (!dryRun) {
        promised.put(name, clock.millis() + REMEMBERED.toMillis());
        own.add(name);
      }
      return true;
    }

    /** Gives back what this write has taken, and nothing that others have. */
    void undo() {
      forget(own);
    }

    /** Takes a certain address; false if another has it. */
    boolean takeAddress(String address) {
      return claims.isFree(address, service) && take(address);
    }

    /** Takes any free address of a family; null if there is none. */
    @Nullable String anyAddress(String family) {
      for (AddressRange range : networks.of(family)) {
        int last = range.size() - (range.bytes() == 4 ? 1 : 0);
        String given = any(1, range.dynamicFrom(), last, i -> takeAddress(range.at(i)), range::at);
        if (given != null) {
          return given;
        }
      }
      return null;
    }

    /** Takes any free port; null if there is none. */
    @Nullable String anyPort() {
      return any(
          ports.first(),
          ports.dynamicFrom(),
          ports.last() + 1,
          i -> take(Integer.toString(i)),
          Integer::toString);
    }

    /**
     * First from the upper part, beginning somewhere, then from the part that clients choose in.
     */
    private @Nullable String any(
        int low, int middle, int high, Predicate<Integer> take, NameOf name) {
      int span = high - middle;
      int start = span > 0 ? random.nextInt(span) : 0;
      for (int i = 0; i < span; i++) {
        int at = middle + (start + i) % span;
        if (take.test(at)) {
          return name.of(at);
        }
      }
      for (int at = low; at < middle; at++) {
        if (take.test(at)) {
          return name.of(at);
        }
      }
      return null;
    }
  }

  /** Text of an offset. */
  private interface NameOf {
    String of(int offset);
  }

  /** Runs one write's allocation; one at a time, so that no two are given the same. */
  synchronized void allocating(Unstructured service, boolean dryRun, Consumer<Session> work) {
    work.accept(begin(service, dryRun));
  }
}

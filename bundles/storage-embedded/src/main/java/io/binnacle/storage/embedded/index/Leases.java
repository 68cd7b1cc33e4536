package io.binnacle.storage.embedded.index;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The leases, their time and their keys. The writer grants, ends and attaches; any thread may renew
 * or ask which have run out. Time is monotonic and begins anew for each lease at a restart.
 */
public final class Leases {
  private static final class Lease {
    final long ttlSeconds;
    final Set<String> keys = new HashSet<>();
    volatile long deadlineNanos;
    boolean ending;

    Lease(long ttlSeconds) {
      this.ttlSeconds = ttlSeconds;
    }
  }

  private final Map<Long, Lease> leases = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  /**
   * @param nanoTime a clock like {@link System#nanoTime}
   */
  public Leases(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  public void grant(long id, long ttlSeconds) {
    Lease lease = new Lease(ttlSeconds);
    start(lease);
    leases.put(id, lease);
  }

  /** Whether keys can be attached to the lease now. For the writer. */
  public boolean isOpen(long id) {
    Lease lease = leases.get(id);
    return lease != null && !lease.ending;
  }

  /** Starts the lease's time anew; false if there is no such lease. */
  public boolean renew(long id) {
    Lease lease = leases.get(id);
    if (lease == null) {
      return false;
    }
    start(lease);
    return true;
  }

  private void start(Lease lease) {
    lease.deadlineNanos =
        nanoTime.getAsLong() + Math.min(lease.ttlSeconds, Integer.MAX_VALUE) * 1_000_000_000L;
  }

  /** Whether a lease has run out. */
  public boolean isExpired(long id) {
    Lease lease = leases.get(id);
    return lease != null && nanoTime.getAsLong() - lease.deadlineNanos >= 0;
  }

  public List<Long> expired() {
    return leases.keySet().stream().filter(this::isExpired).toList();
  }

  /** Time to live of each lease, by id. */
  public Map<Long, Long> all() {
    Map<Long, Long> all = new HashMap<>();
    leases.forEach((id, lease) -> all.put(id, lease.ttlSeconds));
    return all;
  }

  /** Moves a key from the lease of its version before to that of its version now. */
  public void move(String key, @Nullable Version from, @Nullable Version to) {
    Lease left = from == null ? null : leases.get(from.lease());
    if (left != null) {
      left.keys.remove(key);
    }
    Lease entered = to == null ? null : leases.get(to.lease());
    if (entered != null) {
      entered.keys.add(key);
    }
  }

  /** Closes the lease to further keys and returns those it has. For the writer. */
  public List<String> beginEnd(long id) {
    Lease lease = leases.get(id);
    if (lease == null) {
      return List.of();
    }
    lease.ending = true;
    return lease.keys.stream().sorted(Utf8Order.INSTANCE).toList();
  }

  public void cancelEnd(long id) {
    Lease lease = leases.get(id);
    if (lease != null) {
      lease.ending = false;
    }
  }

  public void end(long id) {
    leases.remove(id);
  }
}

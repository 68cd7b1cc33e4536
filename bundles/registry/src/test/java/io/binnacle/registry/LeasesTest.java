package io.binnacle.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.storage.Storage;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private final AtomicLong now = new AtomicLong();
  private final List<Long> granted = new ArrayList<>();
  private boolean broken;
  private final Leases leases = new Leases(storage(), now::get);

  /** Storage that grants leases and can do nothing else. */
  private Storage storage() {
    return (Storage)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Storage.class},
            (proxy, method, arguments) -> {
              assertEquals("grantLease", method.getName());
              granted.add((Long) arguments[0]);
              return broken
                  ? CompletableFuture.failedFuture(new IllegalStateException("broken"))
                  : CompletableFuture.completedFuture((long) granted.size());
            });
  }

  @Test
  void whatIsWrittenWithinAMinuteSharesALeaseThatOutlivesIt() {
    long first = leases.lease(3600).join();
    now.addAndGet(TimeUnit.SECONDS.toNanos(59));
    assertEquals(first, leases.lease(3600).join());
    now.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertNotEquals(first, leases.lease(3600).join());
    assertEquals(List.of(3660L, 3660L), granted);
  }

  @Test
  void ofAShortLifeOnlyALittleIsShared() {
    leases.lease(20).join();
    now.addAndGet(TimeUnit.SECONDS.toNanos(2));
    leases.lease(20).join();
    assertEquals(List.of(21L, 21L), granted);
  }

  @Test
  void aLeaseIsSharedByAThousandAtMost() {
    for (int i = 0; i < 1001; i++) {
      leases.lease(3600).join();
    }
    assertEquals(2, granted.size());
  }

  @Test
  void aLeaseThatWasNotGrantedIsNotShared() {
    broken = true;
    assertTrue(leases.lease(3600).isCompletedExceptionally());
    broken = false;
    assertEquals(2L, leases.lease(3600).join());
  }
}

package io.binnacle.controllers.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.controllers.internal.MemoryStore;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeaseElectionTest {
  private final MemoryStore leases = new MemoryStore("leases", "Lease", true);
  private long now;
  private int gains;
  private final LeaseElection first = candidate("first");
  private final LeaseElection second = candidate("second");

  private LeaseElection candidate(String identity) {
    return new LeaseElection(
        leases,
        "binnacle-c",
        identity,
        () -> Instant.ofEpochSecond(0, now),
        () -> now,
        () -> gains++);
  }

  @Test
  void theFirstHoldsItAndOthersWait() {
    first.attempt();
    second.attempt();
    assertTrue(first.isHeld());
    assertFalse(second.isHeld());
    assertEquals("first", lease().string("spec", "holderIdentity"));
    assertEquals("1970-01-01T00:00:00.000000Z", lease().string("spec", "renewTime"));
    for (int i = 0; i < 20; i++) {
      pass(2);
      first.attempt();
      second.attempt();
    }
    assertTrue(first.isHeld());
    assertFalse(second.isHeld());
    assertEquals(1, gains);
  }

  @Test
  void aHolderThatFailsIsFollowedAndKnowsItselfThatItLost() {
    first.attempt();
    second.attempt();
    pass(10);
    assertFalse(first.isHeld(), "it has not renewed");
    second.attempt();
    assertFalse(second.isHeld(), "the Lease still runs");
    pass(5);
    second.attempt();
    assertTrue(second.isHeld());
    assertEquals(1, lease().number(0, "spec", "leaseTransitions"));
    first.attempt();
    assertFalse(first.isHeld());
  }

  @Test
  void aHolderThatStopsLetsItGoAtOnce() {
    first.attempt();
    second.attempt();
    first.close();
    assertFalse(first.isHeld());
    second.attempt();
    assertTrue(second.isHeld());
    first.attempt();
    assertFalse(first.isHeld(), "it has stopped");
  }

  private void pass(long seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  private Unstructured lease() {
    return Objects.requireNonNull(leases.objects().get("kube-system/binnacle-c"));
  }
}

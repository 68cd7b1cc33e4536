package io.binnacle.controllers.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.StatusException;
import io.binnacle.controllers.internal.MemoryStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdentityLeaseTest {
  private static final RequestContext SERVER = RequestContext.server("v1");

  private final MemoryStore leases = new MemoryStore("leases", "Lease", true);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private IdentityLease of(String name) {
    return new IdentityLease(leases, name, "here", () -> now);
  }

  private Unstructured lease(String name) {
    return leases.get(SERVER, "kube-system", name);
  }

  @Test
  void aServerSaysThatItLives() {
    IdentityLease one = of("apiserver-one");
    one.renew();
    assertEquals(
        "kube-apiserver", lease("apiserver-one").labels().get("apiserver.kubernetes.io/identity"));
    assertEquals("here", lease("apiserver-one").labels().get("kubernetes.io/hostname"));
    assertEquals("2026-01-01T00:00:00.000000Z", lease("apiserver-one").string("spec", "renewTime"));
    now = now.plusSeconds(10);
    one.renew();
    assertEquals("2026-01-01T00:00:10.000000Z", lease("apiserver-one").string("spec", "renewTime"));
  }

  @Test
  void aServerThatHasGoneIsForgottenAndNothingElseIs() {
    of("apiserver-gone").renew();
    Unstructured election = lease("apiserver-gone");
    election.set(null, "metadata", "labels");
    election.set("someone", "metadata", "name");
    election.set(null, "metadata", "resourceVersion");
    leases.create(SERVER, "kube-system", election);
    now = now.plusSeconds(3601);
    IdentityLease one = of("apiserver-one");
    one.renew();
    one.collect();
    assertThrows(StatusException.class, () -> lease("apiserver-gone"));
    assertEquals("apiserver-one", lease("apiserver-one").name());
    assertEquals("someone", lease("someone").name());
  }
}

package io.binnacle.resources.core.internal.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Charges of the same namespace are made by one thread at a time, for all that wait. */
class ChargeQueueTest {
  private static final int THREADS = 8;
  private static final int EACH = 200;

  private static QuotaCheck check(String namespace) {
    ResourceType type =
        (ResourceType)
            Proxy.newProxyInstance(
                ChargeQueueTest.class.getClassLoader(),
                new Class<?>[] {ResourceType.class},
                (proxy, method, args) -> new GroupResource("", "secrets"));
    Unstructured object = new Unstructured(new LinkedHashMap<>());
    return new QuotaCheck(
        new AdmissionReview(
            Operation.CREATE, RequestContext.server("v1"), type, namespace, "x", object, null),
        object,
        new CountEvaluator(new GroupResource("", "secrets")));
  }

  @Test
  void everyChargeIsMadeOnceAndNeverTwoAtATime() throws Exception {
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger charged = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    ChargeQueue queue =
        new ChargeQueue(
            charges -> {
              if (atWork.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
              }
              charged.addAndGet(charges.size());
              atWork.decrementAndGet();
            });
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      tasks.add(
          () -> {
            for (int n = 0; n < EACH; n++) {
              queue.charge(check("n"));
            }
            return EACH;
          });
    }
    try {
      for (Future<Integer> done : pool.invokeAll(tasks)) {
        assertEquals(EACH, done.get());
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(THREADS * EACH, charged.get());
    assertEquals(0, overlaps.get());
  }

  @Test
  void aRefusalReachesWhoAsked() {
    ChargeQueue queue =
        new ChargeQueue(
            charges ->
                charges.forEach(charge -> charge.refuse(StatusException.badRequest("too much"))));
    StatusException refusal =
        org.junit.jupiter.api.Assertions.assertThrows(
            StatusException.class, () -> queue.charge(check("n")));
    assertTrue(refusal.getMessage().contains("too much"));
  }
}

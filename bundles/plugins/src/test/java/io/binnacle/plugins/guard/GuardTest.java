package io.binnacle.plugins.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.status.StatusException;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardTest {
  private static final long MILLIS = 200;
  private static final int MEASURED = 20_000;

  private final Watchdog watchdog = new Watchdog();
  private final Guard guard =
      new Guard("com.example", new Limits(MILLIS, MILLIS, 200, 4, 8, 64L << 20, 3), watchdog);

  @AfterEach
  void close() {
    guard.close();
    watchdog.close();
  }

  private StatusException refusal(Runnable call) {
    return assertThrows(StatusException.class, call::run);
  }

  @Test
  void aCallRunsOnAThreadOfThePluginsAndOneInsideItOnTheSame() {
    AtomicReference<Thread> inner = new AtomicReference<>();
    Thread outer =
        guard.call(
            "a",
            MILLIS,
            () -> {
              inner.set(guard.call("b", MILLIS, Thread::currentThread));
              return Thread.currentThread();
            });
    assertTrue(outer.getName().startsWith("plugin-com.example-"), outer.getName());
    assertSame(outer, inner.get());
    assertEquals(2, guard.report().calls());
  }

  @Test
  void whatACallMayThrowPassesAndAllElseIsAFailureThatNamesThePlugin() {
    StatusException own = StatusException.badRequest("no");
    assertSame(
        own,
        refusal(
            () ->
                guard.call(
                    "a",
                    MILLIS,
                    () -> {
                      throw own;
                    })));
    StatusException failed =
        refusal(
            () ->
                guard.call(
                    "a",
                    MILLIS,
                    () -> {
                      throw new StackOverflowError("deep");
                    }));
    assertEquals(500, failed.code());
    assertEquals(
        "Internal error occurred: plugin \"com.example\" failed in a:"
            + " java.lang.StackOverflowError: deep",
        failed.getMessage());
    assertEquals(1, guard.report().failures());
  }

  @Test
  void aCallThatWaitsTooLongIsInterruptedAndThePluginGoesOn() {
    CountDownLatch never = new CountDownLatch(1);
    StatusException late =
        refusal(
            () ->
                guard.call(
                    "a",
                    MILLIS,
                    () -> {
                      try {
                        return never.await(1, TimeUnit.MINUTES);
                      } catch (InterruptedException e) {
                        return true;
                      }
                    }));
    assertEquals(504, late.code());
    assertEquals("on", guard.call("b", MILLIS, () -> "on"));
    assertEquals("", guard.report().off());
  }

  @Test
  void aCallThatDoesNotEndSwitchesThePluginOffAndTellsOnce() throws Exception {
    AtomicReference<Boolean> stop = new AtomicReference<>(false);
    CountDownLatch off = new CountDownLatch(1);
    guard.whenOff(off::countDown);
    StatusException late =
        refusal(
            () ->
                guard.call(
                    "a",
                    MILLIS,
                    () -> {
                      while (!stop.get()) {
                        Thread.onSpinWait();
                      }
                      return 1;
                    }));
    assertEquals(504, late.code());
    assertTrue(off.await(5, TimeUnit.SECONDS));
    assertEquals(503, refusal(() -> guard.call("b", MILLIS, () -> 1)).code());
    stop.set(true);
  }

  @Test
  void aCallThatAllocatesTooMuchIsInterrupted() {
    StatusException late =
        refusal(
            () ->
                guard.call(
                    "a",
                    10_000,
                    () -> {
                      long sum = 0;
                      while (!Thread.currentThread().isInterrupted()) {
                        sum += new byte[1 << 20].length;
                      }
                      return sum;
                    }));
    assertEquals(504, late.code());
    assertEquals(1, guard.report().overdue());
  }

  /** An admission plugin that leaves one of its methods as it is. */
  private static final class Named implements AdmissionPlugin {
    @Override
    public String name() {
      return Thread.currentThread().getName();
    }

    @Override
    public int order() {
      return 7;
    }

    @Override
    public void validate(AdmissionReview review) {
      throw new IllegalStateException("asked");
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void onlyWhatThePluginSaysItselfIsAskedOfIt() {
    AdmissionPlugin confined =
        guard.call(
            "start",
            MILLIS,
            () -> new Confinement(guard, "x").computing(AdmissionPlugin.class, new Named()));
    AdmissionReview review =
        new AdmissionReview(
            AdmissionReview.Operation.DELETE,
            io.binnacle.api.registry.RequestContext.server("v1"),
            new io.binnacle.plugins.state.PluginType(),
            "",
            "",
            null,
            null);
    assertTrue(confined.name().startsWith("plugin-com.example"), "asked once, on its thread");
    assertEquals(7, confined.order());
    confined.mutate(review);
    assertEquals(1, guard.report().calls());
    assertTrue(
        refusal(() -> confined.validate(review)).getMessage().contains("validate of x"), "guarded");
  }

  @Test
  void nothingLeadsToThePluginOnceItIsClosed() throws Exception {
    Object[] plugin = {new Object()};
    WeakReference<Object> held = new WeakReference<>(plugin[0]);
    Function<String, String> function = function(plugin[0]);
    plugin[0] = null;
    assertFalse(function.apply("x").isEmpty());
    guard.close();
    for (int i = 0; i < 50 && held.get() != null; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertEquals(null, held.get());
    assertEquals(503, refusal(() -> assertEquals("", function.apply("x"))).code());
  }

  private Function<String, String> function(Object object) {
    return new Confinement(guard, "x").function("f", text -> text + object);
  }

  /** Tells what a call costs; only that it is no thousandth of a second can be relied on. */
  @Test
  void aCallCostsLittle() {
    Function<String, String> function = new Confinement(guard, "x").function("f", text -> text);
    long outside = 0;
    long inside = 0;
    for (int round = 0; round < 5; round++) {
      outside = perCall(function);
      inside = guard.call("all", 60_000, () -> perCall(function));
    }
    System.out.println("a call costs " + outside + " ns, one inside another " + inside + " ns");
    assertTrue(outside < 1_000_000 && inside < 100_000, outside + " and " + inside);
  }

  private static long perCall(Function<String, String> function) {
    long began = System.nanoTime();
    for (int i = 0; i < MEASURED; i++) {
      assertEquals("x", function.apply("x"));
    }
    return (System.nanoTime() - began) / MEASURED;
  }
}

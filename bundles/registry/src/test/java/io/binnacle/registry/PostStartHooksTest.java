package io.binnacle.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.start.PostStartHook;
import io.binnacle.api.status.StatusException;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class PostStartHooksTest {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final PostStartHooks hooks = new PostStartHooks(context());

  /** A framework that tells what is registered and what is withdrawn. */
  private BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> {
              Object name = ((Dictionary<?, ?>) arguments[2]).get(PostStartHook.DONE);
              told.add("done " + name);
              return Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {ServiceRegistration.class},
                  (registration, call, none) -> {
                    told.add("gone " + name);
                    return null;
                  });
            });
  }

  private void start(PostStartHook hook) {
    hooks.start(hook, Map.of(PostStartHook.NAME, "some/hook"));
  }

  @Test
  void aHookIsTriedUntilItSucceedsAndIsDoneAsLongAsItIsThere() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    PostStartHook hook =
        () -> {
          if (attempts.incrementAndGet() < 3) {
            throw StatusException.serviceUnavailable("not yet");
          }
        };
    start(hook);
    assertEquals("done some/hook", told.poll(20, TimeUnit.SECONDS));
    assertEquals(3, attempts.get());
    hooks.stop(hook);
    assertEquals("gone some/hook", told.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void aHookThatBreaksIsTriedAgain() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    PostStartHook hook =
        () -> {
          if (attempts.incrementAndGet() < 3) {
            throw new IllegalStateException("closed under it");
          }
        };
    start(hook);
    assertEquals("done some/hook", told.poll(20, TimeUnit.SECONDS));
    assertEquals(3, attempts.get());
    hooks.stop(hook);
  }

  @Test
  void aHookThatGoesIsInterruptedAndNeverDone() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    PostStartHook hook =
        () -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        };
    start(hook);
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    hooks.stop(hook);
    assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    assertEquals(null, told.poll(50, TimeUnit.MILLISECONDS));
  }
}

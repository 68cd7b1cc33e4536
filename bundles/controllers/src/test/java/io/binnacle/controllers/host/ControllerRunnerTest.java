package io.binnacle.controllers.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.controller.Controller;
import io.binnacle.api.controller.ControllerContext;
import io.binnacle.api.controller.Informer;
import io.binnacle.api.controller.ObjectKey;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.controllers.internal.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControllerRunnerTest {
  private static final RequestContext SERVER = RequestContext.server("v1");

  private final MemoryStore widgets = new MemoryStore("widgets", "Widget", true);
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> looked = new CopyOnWriteArrayList<>();
  private final List<String> failing = new CopyOnWriteArrayList<>();
  private final AtomicBoolean leads = new AtomicBoolean(true);
  private volatile Runnable gained = () -> {};
  private volatile int stops;
  private final ControllerRunner runner = run();

  /** Notes what it is told of and what it looks at. */
  private final class Noting implements Controller {
    private ControllerContext context;

    @Override
    public String name() {
      return "noting";
    }

    @Override
    public Set<String> resources() {
      return Set.of("widgets");
    }

    @Override
    public void start(ControllerContext started) {
      context = started;
      Informer informer = started.informer("widgets");
      informer.addHandler(Informer.Handler.always(o -> started.enqueue(ObjectKey.of(o))));
      informer.addHandler(
          new Informer.Handler() {
            @Override
            public void added(Unstructured object) {
              told.add("added " + object.name());
            }

            @Override
            public void updated(Unstructured object, Unstructured previous) {
              told.add("updated " + previous.get("size") + " to " + object.get("size"));
            }

            @Override
            public void deleted(Unstructured object) {
              told.add("deleted " + object.name() + " of size " + object.get("size"));
            }
          });
    }

    @Override
    public Optional<Duration> reconcile(ObjectKey key) {
      looked.add(key.name());
      if (failing.remove(key.name())) {
        throw new IllegalStateException("asked to fail");
      }
      Unstructured widget = context.informer("widgets").get(key);
      return widget != null && widget.bool("again")
          ? Optional.of(Duration.ofMillis(20))
          : Optional.empty();
    }

    @Override
    public void stop() {
      stops++;
    }
  }

  private ControllerRunner run() {
    return new ControllerRunner(
        new Noting(),
        Map.of("widgets", widgets),
        new ControllerCounts("noting"),
        resume -> {
          gained = resume;
          return new Leadership() {
            @Override
            public boolean isHeld() {
              return leads.get();
            }

            @Override
            public void close() {}
          };
        });
  }

  @AfterEach
  void stop() {
    runner.close();
    assertTrue(stops > 0);
    // The last task has ended by then, the thread itself may need a moment more.
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("controller-noting")));
  }

  @Test
  void handlersAreToldOfEachChangeWithWhatWasBefore() {
    put("a", 1);
    await(() -> told.contains("added a"));
    put("a", 2);
    widgets.delete(SERVER, "n", "a", DeleteOptions.DEFAULT);
    await(() -> told.size() == 3);
    assertEquals(List.of("added a", "updated 1 to 2", "deleted a of size 2"), told);
    await(() -> looked.contains("a"));
  }

  @Test
  void whatWasMissedWhileAWatchWasBrokenIsTold() {
    put("kept", 1);
    put("gone", 1);
    put("changed", 1);
    await(() -> told.size() == 3);
    told.clear();
    // Between the end of a watch and the next one nobody is told of anything.
    widgets.cache.endWatches();
    widgets.delete(SERVER, "n", "gone", DeleteOptions.DEFAULT);
    put("changed", 2);
    put("new", 1);
    await(() -> told.size() == 3);
    assertEquals(Set.of("deleted gone of size 1", "updated 1 to 2", "added new"), Set.copyOf(told));
  }

  @Test
  void whatFailsIsTriedAgain() {
    failing.addAll(List.of("a", "a", "a"));
    put("a", 1);
    await(() -> looked.size() >= 4);
    assertEquals(List.of(), failing);
  }

  @Test
  void whatAsksForItIsLookedAtAgain() {
    Unstructured again = widget("again", 1);
    again.set(true, "again");
    widgets.put(again);
    await(() -> looked.size() >= 3);
  }

  @Test
  void nothingIsLookedAtWhileAnotherServerLeads() throws InterruptedException {
    leads.set(false);
    put("a", 1);
    await(() -> told.contains("added a"));
    Thread.sleep(50);
    assertEquals(List.of(), looked);
    leads.set(true);
    gained.run();
    await(() -> looked.contains("a"));
  }

  private static Unstructured widget(String name, long size) {
    Unstructured widget = Unstructured.create("v1", "Widget");
    widget.set("n", "metadata", "namespace");
    widget.set(name, "metadata", "name");
    widget.set(size, "size");
    return widget;
  }

  private void put(String name, long size) {
    widgets.put(widget(name, size));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not within 10 s");
      Thread.onSpinWait();
    }
  }
}

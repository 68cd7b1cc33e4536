package io.binnacle.benchmarks.load.api;

import io.binnacle.benchmarks.load.ConfigMaps;
import io.binnacle.benchmarks.load.FanOut;
import io.binnacle.benchmarks.load.Load;
import io.binnacle.benchmarks.load.Measurement;
import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.process.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The phases that every server goes through, in their order. All objects are gone at the end. */
final class ApiPhases {
  private static final int ONE_AT_A_TIME = 250;
  private static final int WRITERS = 16;
  private static final int READERS = 4;
  private static final int CONNECTIONS = 4;
  private static final int PAGE = 500;
  private static final int LISTS = 40;
  private static final int PAGED_LISTS = 10;

  /** Few enough that no watcher falls behind so far that a server ends it. */
  private static final int UPDATES_AHEAD = 32;

  private static final int PACED_UPDATES = 100;

  /** A phase; measured when run. */
  record Phase(String name, Run run) {
    /** Puts the load of a phase on a server. */
    @FunctionalInterface
    interface Run {
      Measurement on(Target target, ConfigMaps objects) throws IOException, InterruptedException;
    }
  }

  private final int count;
  private final int updates;
  private final List<Integer> watchers;

  /**
   * @param count of the objects created by 16 writers; the other numbers follow from it
   * @param updates seen by the watchers
   * @param watchers how many, one phase each
   */
  ApiPhases(int count, int updates, List<Integer> watchers) {
    this.count = count;
    this.updates = updates;
    this.watchers = List.copyOf(watchers);
  }

  static Client connect(Target target) throws IOException {
    return Client.of(target.endpoint(), CONNECTIONS);
  }

  List<Phase> all() {
    List<Phase> phases = new ArrayList<>();
    int some = Math.min(ONE_AT_A_TIME, count);
    add(phases, "create, 16 writers", count, WRITERS, (objects, i) -> objects.create("b-", i));
    add(phases, "create, one at a time", some, 1, (objects, i) -> objects.create("s-", i));
    add(phases, "get", count * 4, WRITERS, (objects, i) -> objects.get("b-" + i % count));
    phases.add(new Phase("get, under 16 writers", this::getsUnderWriters));
    add(phases, "list all", LISTS, 2, (objects, i) -> objects.list("", count));
    add(
        phases,
        "list all, resourceVersion=0",
        LISTS,
        2,
        (objects, i) -> objects.list("?resourceVersion=0", count));
    add(
        phases,
        "list in pages of " + PAGE,
        PAGED_LISTS,
        1,
        (objects, i) -> objects.listPages(PAGE) == (count + some + PAGE - 1) / PAGE);
    add(
        phases,
        "list by label (10 %)",
        LISTS,
        2,
        (objects, i) -> objects.list("?labelSelector=shard%3D7", count / 10));
    add(phases, "update", count / 2, WRITERS, (objects, i) -> objects.update("b-", i, 1));
    for (int number : watchers) {
      phases.add(
          new Phase(
              String.format("watch event, %,d watchers", number),
              (target, objects) -> fanOut(target, objects, number, updates, UPDATES_AHEAD)));
      phases.add(
          new Phase(
              String.format("watch event, %,d watchers, one at a time", number),
              (target, objects) ->
                  fanOut(target, objects, number, Math.min(updates, PACED_UPDATES), 1)));
    }
    add(
        phases,
        "delete",
        count + some,
        WRITERS,
        (objects, i) -> objects.delete(i < count ? "b-" + i : "s-" + (i - count)));
    return phases;
  }

  private interface OnObjects {
    boolean run(ConfigMaps objects, int index) throws IOException, InterruptedException;
  }

  private static void add(
      List<Phase> phases, String name, int operations, int atOnce, OnObjects operation) {
    phases.add(
        new Phase(
            name,
            (target, objects) ->
                Load.measure(target, operations, atOnce, i -> operation.run(objects, i))));
  }

  private static Measurement fanOut(
      Target target, ConfigMaps objects, int watchers, int updates, int ahead)
      throws IOException, InterruptedException {
    try (FanOut fanOut = new FanOut(target, objects, "b-", watchers)) {
      return fanOut.run(updates, ahead);
    }
  }

  /** Only the latency of the gets counts; the CPU time is that of the writes as well. */
  private Measurement getsUnderWriters(Target target, ConfigMaps objects)
      throws IOException, InterruptedException {
    AtomicBoolean reading = new AtomicBoolean(true);
    AtomicInteger next = new AtomicInteger();
    AtomicLong errors = new AtomicLong();
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    for (int i = 0; i < WRITERS; i++) {
      writers.submit(
          () -> {
            while (reading.get()) {
              int turn = next.getAndIncrement();
              if (!objects.update("b-", turn % count, -turn)) {
                errors.incrementAndGet();
              }
            }
            return null;
          });
    }
    Measurement gets =
        Load.measure(target, count, READERS, i -> objects.get("b-" + (i * 7L) % count));
    reading.set(false);
    writers.shutdown();
    writers.awaitTermination(1, TimeUnit.MINUTES);
    return new Measurement(
        gets.operations(),
        gets.perSecond(),
        gets.p50Millis(),
        gets.p99Millis(),
        0,
        gets.errors() + errors.get());
  }
}

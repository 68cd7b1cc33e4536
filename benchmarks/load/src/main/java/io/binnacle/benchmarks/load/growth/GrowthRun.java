package io.binnacle.benchmarks.load.growth;

import io.binnacle.benchmarks.load.ConfigMaps;
import io.binnacle.benchmarks.load.FanOut;
import io.binnacle.benchmarks.load.Load;
import io.binnacle.benchmarks.load.Measurement;
import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.process.BinnacleServer;
import io.binnacle.benchmarks.load.process.Settings;
import io.binnacle.benchmarks.load.process.Target;
import io.binnacle.benchmarks.load.process.TemporaryFolder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * What operations cost as objects and watchers become more, and what the objects themselves cost:
 * start-up time, heap, pages, a watch begun. One data folder grows from size to size.
 */
public final class GrowthRun {
  public static final Set<String> OPTIONS =
      Set.of("etcd", "objects", "watchers", "bytes", "operations");

  private static final int CONNECTIONS = 8;
  private static final int FILLERS = 128;
  private static final int WRITERS = 16;
  private static final int UPDATES = 200;
  private static final int PAGE = 500;
  private static final String FILL = "fill-";
  private static final String HOT = "hot-";

  private final Settings settings;
  private final List<Integer> sizes;
  private final List<Integer> watchers;
  private final int bytes;
  private final int operations;
  private int filled;
  private int created;
  private long errors;

  public GrowthRun(Settings settings) {
    this.settings = settings;
    this.sizes = numbers("objects", "10000,100000,1000000");
    this.watchers = numbers("watchers", "10,100,1000");
    // With its metadata an object is about 1 KB.
    this.bytes = settings.number("bytes", 750);
    this.operations = settings.number("operations", 5_000);
  }

  private List<Integer> numbers(String option, String otherwise) {
    return Stream.of(settings.text(option).orElse(otherwise).split(","))
        .map(Integer::valueOf)
        .sorted()
        .toList();
  }

  /** True if there were no errors. */
  public boolean run() throws IOException, InterruptedException {
    BinnacleServer.prime(settings);
    long emptyHeap;
    try (TemporaryFolder folder = TemporaryFolder.create();
        BinnacleServer server = BinnacleServer.start(settings, folder.path(), "")) {
      emptyHeap = server.liveHeapBytes();
      System.out.printf(
          Locale.ROOT,
          "empty: started in %.1f s, heap %.1f MiB, resident %d MiB%n",
          server.startSeconds(),
          emptyHeap / 1048576.0,
          server.target().residentMiB());
    }
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      for (int size : sizes) {
        try (BinnacleServer server = BinnacleServer.start(settings, folder.path(), "")) {
          operations(server.target(), size);
        }
        try (BinnacleServer server = BinnacleServer.start(settings, folder.path(), "")) {
          objects(server, emptyHeap);
        }
      }
    }
    System.out.println("errors: " + errors);
    return errors == 0;
  }

  private void operations(Target target, int size) throws IOException, InterruptedException {
    try (Client client = Client.of(target.endpoint(), CONNECTIONS)) {
      ConfigMaps objects = new ConfigMaps(client, bytes);
      int first = filled;
      int missing = size - filled - created;
      if (missing > 0) {
        Measurement fill =
            Load.measure(target, missing, FILLERS, i -> objects.create(FILL, first + i));
        filled += missing;
        show(size, "fill, " + FILLERS + " writers", fill);
      }
      if (created == 0) {
        create(target, objects, "hot", HOT, 1);
      }
      // The first rounds warm a server that was just started.
      create(target, objects, "", "new-" + size + "-", operations);
      show(size, "create", create(target, objects, "", "more-" + size + "-", operations));
      Measurement gets = null;
      for (int round = 0; round < 2; round++) {
        Random random = new Random(round);
        int[] picks = random.ints(operations * 4L, 0, filled).toArray();
        gets = Load.measure(target, picks.length, WRITERS, i -> objects.get(FILL + picks[i]));
      }
      show(size, "get", gets);
      for (int number : watchers) {
        try (FanOut fanOut = new FanOut(target, objects, HOT, number)) {
          String beside = ", " + number + " watchers of another object";
          String prefix = "with-" + size + "-" + number + "-";
          show(size, "create" + beside, create(target, objects, beside, prefix, operations));
          fanOut.run(UPDATES, 1);
          show(size, "event to " + number + " watchers", fanOut.run(UPDATES, 1));
        }
      }
    }
  }

  private Measurement create(
      Target target, ConfigMaps objects, String what, String prefix, int count)
      throws IOException, InterruptedException {
    created += count;
    Measurement measured = Load.measure(target, count, WRITERS, i -> objects.create(prefix, i));
    if (measured.errors() > 0) {
      System.out.println("create" + what + ": " + measured.errors() + " errors");
      errors += measured.errors();
    }
    return measured;
  }

  private void objects(BinnacleServer server, long emptyHeap)
      throws IOException, InterruptedException {
    Target target = server.target();
    int count = filled + created;
    long resident = target.residentMiB();
    long heap = server.liveHeapBytes();
    System.out.printf(
        Locale.ROOT,
        "%,d objects: started in %.1f s, resident %d MiB, heap %.0f bytes an object%n",
        count,
        server.startSeconds(),
        resident,
        (heap - emptyHeap) / (double) count);
    try (Client client = Client.of(target.endpoint(), 1)) {
      ConfigMaps objects = new ConfigMaps(client, bytes);
      int pages = (count + PAGE - 1) / PAGE;
      AtomicReference<String> token = new AtomicReference<>("");
      Measurement paged =
          Load.measure(
              target,
              pages,
              1,
              i -> {
                Optional<String> next = objects.page(PAGE, token.get());
                token.set(next.orElse(""));
                return next.isPresent();
              });
      show(count, "a page of " + PAGE + ", " + pages + " in turn", paged);
      String at = "&resourceVersion=" + objects.revision("/" + HOT + "0");
      WatchStart now = new WatchStart(client, at);
      show(count, "watch begun", Load.measure(target, 50, 1, i -> now.events(0, 30) >= 0));
      WatchStart whole = new WatchStart(client, "");
      Measurement state = Load.measure(target, 1, 1, i -> whole.events(count, 600) >= count);
      show(count, "watch begun with all objects", state);
    }
    System.out.printf("%,d objects: resident afterwards %d MiB%n", count, target.residentMiB());
  }

  private void show(int size, String what, Measurement measured) {
    errors += measured.errors();
    System.out.printf(
        Locale.ROOT,
        "| %,d | %s | %,.1f per s | p50 %.2f ms | p99 %.2f ms | CPU %,.1f µs | %d errors |%n",
        size,
        what,
        measured.perSecond(),
        measured.p50Millis(),
        measured.p99Millis(),
        measured.cpuMicros(),
        measured.errors());
  }
}

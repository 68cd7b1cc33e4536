package io.binnacle.benchmarks.load.soak;

import io.binnacle.benchmarks.load.ConfigMaps;
import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.process.BinnacleServer;
import io.binnacle.benchmarks.load.process.Settings;
import io.binnacle.benchmarks.load.process.TemporaryFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every kind of request at once for a number of minutes, memory sampled and errors counted, and
 * then a check that what clients were told, what the cache holds and what storage holds are one
 * thing.
 */
public final class SoakRun {
  public static final Set<String> OPTIONS =
      Set.of("etcd", "objects", "writers", "readers", "watchers", "bytes", "seed");

  private static final int CONNECTIONS = 4;
  private static final int SAMPLES = 60;

  private interface Step {
    boolean run() throws IOException, InterruptedException;
  }

  private final Settings settings;
  private final double minutes;
  private final AtomicBoolean loading = new AtomicBoolean(true);
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final List<SoakWriter> writers = new ArrayList<>();
  private final List<FoldingWatcher> watchers = new ArrayList<>();
  private final List<Thread> loaders = new ArrayList<>();
  private final List<Thread> watching = new ArrayList<>();

  public SoakRun(Settings settings, double minutes) {
    this.settings = settings;
    this.minutes = minutes;
  }

  /** True if there was no error and no drift. */
  public boolean run() throws IOException, InterruptedException {
    long seed = settings.number("seed", new Random().nextInt(Integer.MAX_VALUE));
    System.out.println("seed " + seed);
    BinnacleServer.prime(settings);
    List<String> drift = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Contents before;
      try (BinnacleServer server = BinnacleServer.start(settings, folder.path(), "");
          Client client = Client.of(server.target().endpoint(), CONNECTIONS);
          Client watchClient = Client.of(server.target().endpoint(), CONNECTIONS)) {
        begin(client, watchClient, seed);
        soak(server);
        loading.set(false);
        for (Thread loader : loaders) {
          loader.join();
        }
        DriftCheck check = new DriftCheck(server.target(), client, writers, watchers);
        drift.addAll(check.whileRunning());
        for (int i = 0; i < watchers.size(); i++) {
          watchers.get(i).stop(watching.get(i));
          System.out.println("watcher of " + watchers.get(i).summary());
        }
        drift.addAll(check.fromStorage());
        before = Contents.list(client, "");
      }
      try (BinnacleServer server = BinnacleServer.start(settings, folder.path(), "");
          Client client = Client.of(server.target().endpoint(), 1)) {
        DriftCheck.compare(drift, "after a restart", before, Contents.list(client, ""));
      }
    }
    System.out.printf("%d writes, %d reads, %d errors%n", writes.get(), reads.get(), errors.get());
    drift.forEach(text -> System.out.println("DRIFT " + text));
    System.out.println(drift.isEmpty() ? "no drift" : drift.size() + " drifts");
    return drift.isEmpty() && errors.get() == 0;
  }

  private void begin(Client client, Client watchClient, long seed) {
    ConfigMaps bodies = new ConfigMaps(client, settings.number("bytes", 1_000));
    int number = settings.number("writers", 16);
    int objects = Math.max(1, settings.number("objects", 5_000) / number);
    for (int i = 0; i < number; i++) {
      SoakWriter writer = new SoakWriter(i, objects, bodies, seed + i);
      writers.add(writer);
      load(writes, writer::step);
    }
    for (int i = 0; i < settings.number("readers", 4); i++) {
      Random random = new Random(seed - 1 - i);
      load(reads, () -> read(bodies, random, SoakWriter.name(random.nextInt(number), 0)));
    }
    for (int i = 0; i < settings.number("watchers", 8); i++) {
      FoldingWatcher watcher =
          new FoldingWatcher(watchClient, Selection.number(i), seed + 1_000 + i);
      watchers.add(watcher);
      watching.add(start(watcher));
    }
  }

  private void load(AtomicLong counter, Step step) {
    loaders.add(
        start(
            () -> {
              while (loading.get()) {
                try {
                  count(step.run());
                  counter.incrementAndGet();
                } catch (IOException e) {
                  count(false);
                  System.out.println("error: " + e);
                } catch (InterruptedException e) {
                  return;
                }
              }
            }));
  }

  private void count(boolean fine) {
    if (!fine) {
      errors.incrementAndGet();
    }
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static boolean read(ConfigMaps objects, Random random, String name)
      throws IOException, InterruptedException {
    return switch (random.nextInt(40)) {
      case 0 -> objects.list("", 0);
      case 1 -> objects.list("?resourceVersion=0", 0);
      case 2 -> objects.listPages(500) > 0;
      case 3, 4 -> objects.list("?labelSelector=shard%3D7", 0);
      default -> {
        int status = objects.client().measure(BinnacleServer.CONFIG_MAPS + "/" + name).status();
        yield status == 200 || status == 404;
      }
    };
  }

  /** Waits, and writes down memory and progress. */
  private void soak(BinnacleServer server) throws IOException, InterruptedException {
    long total = (long) (minutes * 60_000);
    long pause = Math.max(1_000, total / SAMPLES);
    List<Long> resident = new ArrayList<>();
    long early = 0;
    System.out.println("minute, MiB resident, writes, reads, errors");
    for (long at = 0; at < total; at += pause) {
      TimeUnit.MILLISECONDS.sleep(pause);
      resident.add(server.target().residentMiB());
      System.out.printf(
          Locale.ROOT,
          "%.1f, %d, %d, %d, %d%n",
          (at + pause) / 60_000.0,
          resident.get(resident.size() - 1),
          writes.get(),
          reads.get(),
          errors.get());
      if (early == 0 && at >= total / 4) {
        early = server.liveHeapBytes();
      }
    }
    System.out.printf(
        Locale.ROOT,
        "live heap after a quarter %.1f MiB, at the end %.1f MiB; resident at most %d MiB%n",
        early / 1048576.0,
        server.liveHeapBytes() / 1048576.0,
        resident.stream().mapToLong(Long::longValue).max().orElse(0));
  }
}

package io.binnacle.benchmarks.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures one engine: {@code EngineComparison append|mvstore|rocksdb|binnacle dir updates}. The
 * folder must be empty and on the disk to be measured. See docs/decisions/0002-embedded-engine.md.
 */
final class EngineComparison {
  private static final int KEYS = 100_000;
  private static final int VALUE = 1_024;

  private record Waiting(EngineUnderTest.Put put, CompletableFuture<Void> done) {}

  public static void main(String[] args) throws Exception {
    String name = args[0];
    Path dir = Path.of(args[1]);
    int updates = Integer.parseInt(args[2]);
    Files.createDirectories(dir);
    EngineUnderTest engine = open(name, dir);
    for (int writers : new int[] {1, 16, 1, 16}) {
      System.out.printf(
          "%s writers=%d %.0f durable writes/s%n", name, writers, rate(engine, writers));
    }
    fill(engine, KEYS);
    engine.close();

    long start = System.nanoTime();
    engine = open(name, dir);
    long opened = System.nanoTime();
    long found = engine.readAll();
    long read = System.nanoTime();
    System.out.printf(
        "%s open %d ms, then read all %d keys %d ms, heap %d MB, resident %s%n",
        name, (opened - start) / 1_000_000, found, (read - opened) / 1_000_000, heap(), resident());

    long began = System.nanoTime();
    fill(engine, updates);
    System.out.printf(
        "%s %d updates in groups of 1000: %d ms, disk %d MB%n",
        name, updates, (System.nanoTime() - began) / 1_000_000, disk(dir));
    began = System.nanoTime();
    engine.compact();
    System.out.printf(
        "%s compaction %d ms, disk %d MB, heap %d MB, resident %s%n",
        name, (System.nanoTime() - began) / 1_000_000, disk(dir), heap(), resident());
    engine.close();
  }

  private static EngineUnderTest open(String name, Path dir) throws Exception {
    return switch (name) {
      case "append" -> new AppendEngine(dir);
      case "mvstore" -> new MvStoreEngine(dir);
      case "rocksdb" -> new RocksEngine(dir);
      case "binnacle" -> new BinnacleEngine(dir);
      default -> throw new IllegalArgumentException("unknown engine " + name);
    };
  }

  /** Writes/s of closed-loop writers whose puts share one commit, over three seconds. */
  private static double rate(EngineUnderTest engine, int writers) throws Exception {
    if (engine instanceof BinnacleEngine own) {
      return ownRate(own, writers);
    }
    if (engine instanceof AppendEngine limit) {
      return limitRate(limit, writers);
    }
    var queue = new ArrayBlockingQueue<Waiting>(1_024);
    var running = new AtomicBoolean(true);
    var written = new AtomicLong();
    var committer =
        new Thread(
            () -> {
              try {
                while (true) {
                  var group = new ArrayList<Waiting>();
                  group.add(queue.take());
                  queue.drainTo(group);
                  engine.commit(group.stream().map(Waiting::put).toList());
                  group.forEach(w -> w.done().complete(null));
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (Exception e) {
                e.printStackTrace();
                System.exit(1);
              }
            });
    committer.start();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      var random = new Random(i);
      var thread =
          new Thread(
              () -> {
                while (running.get()) {
                  var w = new Waiting(put(random), new CompletableFuture<>());
                  if (queue.offer(w)) {
                    w.done().join();
                    written.incrementAndGet();
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    Thread.sleep(3_000);
    running.set(false);
    for (Thread t : threads) {
      t.join();
    }
    committer.interrupt();
    committer.join();
    return written.get() / 3.0;
  }

  /** The same for the engine that makes its groups by itself. */
  private static double ownRate(BinnacleEngine engine, int writers) throws Exception {
    var running = new AtomicBoolean(true);
    var written = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      var random = new Random(i);
      var thread =
          new Thread(
              () -> {
                while (running.get()) {
                  engine.commit(List.of(put(random)));
                  written.incrementAndGet();
                }
              });
      threads.add(thread);
      thread.start();
    }
    Thread.sleep(3_000);
    running.set(false);
    for (Thread t : threads) {
      t.join();
    }
    return written.get() / 3.0;
  }

  /** The limit: one thread, groups as large as the writers can make them, nobody to wait for. */
  private static double limitRate(AppendEngine engine, int group) throws Exception {
    var random = new Random(group);
    long written = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < 3_000_000_000L) {
      List<EngineUnderTest.Put> puts = new ArrayList<>();
      for (int i = 0; i < group; i++) {
        puts.add(put(random));
      }
      engine.commit(puts);
      written += group;
    }
    return written / 3.0;
  }

  private static void fill(EngineUnderTest engine, int puts) throws Exception {
    var random = new Random(7);
    List<EngineUnderTest.Put> group = new ArrayList<>();
    for (int i = 0; i < puts; i++) {
      byte[] value = new byte[VALUE];
      random.nextBytes(value);
      group.add(new EngineUnderTest.Put(key(i % KEYS), value));
      if (group.size() == 1_000) {
        engine.commit(group);
        group.clear();
      }
    }
  }

  private static EngineUnderTest.Put put(Random random) {
    byte[] value = new byte[VALUE];
    random.nextBytes(value);
    return new EngineUnderTest.Put(key(random.nextInt(KEYS)), value);
  }

  private static String key(int i) {
    return String.format("/registry/configmaps/namespace-%03d/config-%06d", i % 100, i);
  }

  private static long heap() {
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
  }

  private static String resident() throws Exception {
    for (String line :
        Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.US_ASCII)) {
      if (line.startsWith("VmRSS")) {
        return line.substring(6).strip();
      }
    }
    return "unknown";
  }

  private static long disk(Path dir) throws Exception {
    try (var files = Files.list(dir)) {
      return files.mapToLong(f -> f.toFile().length()).sum() >> 20;
    }
  }
}

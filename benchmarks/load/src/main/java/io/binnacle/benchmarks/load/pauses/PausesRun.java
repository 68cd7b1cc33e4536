package io.binnacle.benchmarks.load.pauses;

import io.binnacle.benchmarks.load.ConfigMaps;
import io.binnacle.benchmarks.load.Load;
import io.binnacle.benchmarks.load.Measurement;
import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.process.BinnacleServer;
import io.binnacle.benchmarks.load.process.Settings;
import io.binnacle.benchmarks.load.process.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * The pauses of garbage collection under mixed load with a heap of twice the live data. A first
 * server is filled and says how much that is; a second one on the same data, with that heap, is
 * measured. With {@code --java} options are tried out, such as another collector.
 */
public final class PausesRun {
  public static final Set<String> OPTIONS =
      Set.of("etcd", "objects", "bytes", "operations", "java", "heap");

  private static final int CONNECTIONS = 4;
  private static final int WRITERS = 16;
  private static final int FILLERS = 64;
  private static final String PREFIX = "p-";

  private final Settings settings;
  private final int count;
  private final int operations;
  private final int bytes;

  public PausesRun(Settings settings) {
    this.settings = settings;
    this.count = settings.number("objects", 100_000);
    this.operations = settings.number("operations", 100_000);
    this.bytes = settings.number("bytes", 750);
  }

  /** True if there were no errors. */
  public boolean run() throws IOException, InterruptedException {
    BinnacleServer.prime(settings);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      long live = fill(folder.path());
      // Below that a JVM does not even start.
      long heap = Math.max(32, settings.number("heap", (int) (2 * live / 1_048_576)));
      System.out.printf("%,d objects, live %d MiB, heap %d MiB%n", count, live >> 20, heap);
      Path log = folder.path().resolve("gc.log");
      String options =
          "-Xmx" + heap + "m -Xlog:gc:file=" + log + " " + settings.text("java").orElse("");
      try (BinnacleServer server = BinnacleServer.start(settings, folder.path(), options);
          Client client = Client.of(server.target().endpoint(), CONNECTIONS)) {
        return load(server, new ConfigMaps(client, bytes), log);
      }
    }
  }

  private long fill(Path dir) throws IOException, InterruptedException {
    try (BinnacleServer server = BinnacleServer.start(settings, dir, "");
        Client client = Client.of(server.target().endpoint(), CONNECTIONS)) {
      ConfigMaps objects = new ConfigMaps(client, bytes);
      Measurement filled =
          Load.measure(server.target(), count, FILLERS, i -> objects.create(PREFIX, i));
      if (filled.errors() > 0) {
        throw new IOException(filled.errors() + " objects could not be created");
      }
    }
    // Asked of a server that was started with them, as the measured one is.
    try (BinnacleServer server = BinnacleServer.start(settings, dir, "")) {
      return server.liveHeapBytes();
    }
  }

  /** Of four operations one writes; now and then all is listed. */
  private boolean load(BinnacleServer server, ConfigMaps objects, Path log)
      throws IOException, InterruptedException {
    PauseLog starting = PauseLog.read(log);
    System.out.println("while starting: " + starting.summary());
    Measurement measured =
        Load.measure(
            server.target(),
            operations,
            WRITERS,
            i -> {
              int object = (int) (i * 7919L % count);
              if (i % 20_000 == 10_000) {
                return objects.list("", count);
              }
              return i % 4 == 0
                  ? objects.update(PREFIX, object, i + 1L)
                  : objects.get(PREFIX + object);
            });
    System.out.printf(
        Locale.ROOT,
        "under load: %,.0f operations per s, p99 %.1f ms, %d errors, resident %d MiB%n",
        measured.perSecond(),
        measured.p99Millis(),
        measured.errors(),
        server.target().residentMiB());
    System.out.println("under load: " + PauseLog.read(log).since(starting).summary());
    return measured.errors() == 0;
  }
}

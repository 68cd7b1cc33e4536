package io.binnacle.benchmarks.load.api;

import io.binnacle.benchmarks.load.ConfigMaps;
import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.client.Endpoint;
import io.binnacle.benchmarks.load.client.Reply;
import io.binnacle.benchmarks.load.process.BinnacleServer;
import io.binnacle.benchmarks.load.process.LeastProcess;
import io.binnacle.benchmarks.load.process.Settings;
import io.binnacle.benchmarks.load.process.Target;
import io.binnacle.benchmarks.load.process.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All operations on one warm server, and on the least server in turns with it. With {@code
 * --server} it measures one that already runs, alone.
 */
public final class ApiRun {
  public static final Set<String> OPTIONS =
      Set.of(
          "etcd",
          "count",
          "bytes",
          "watchers",
          "updates",
          "warm",
          "json",
          "alone",
          "server",
          "token",
          "pid");

  private final Settings settings;
  private final int bytes;
  private final ApiPhases phases;

  public ApiRun(Settings settings) {
    this.settings = settings;
    this.bytes = settings.number("bytes", 1_300);
    List<Integer> watchers =
        Stream.of(settings.text("watchers").orElse("200,2000").split(","))
            .map(Integer::valueOf)
            .toList();
    this.phases =
        new ApiPhases(settings.number("count", 5_000), settings.number("updates", 500), watchers);
  }

  /** True if there were no errors. */
  public boolean run() throws IOException, InterruptedException {
    if (settings.has("server")) {
      return measure(List.of(running()));
    }
    BinnacleServer.prime(settings);
    try (TemporaryFolder folder = TemporaryFolder.create();
        BinnacleServer binnacle = BinnacleServer.start(settings, folder.path(), "")) {
      if (settings.has("alone")) {
        return measure(List.of(binnacle.target()));
      }
      int extra = extraBytes(binnacle.target());
      try (LeastProcess least = LeastProcess.start(settings, folder.path(), extra)) {
        return measure(List.of(binnacle.target(), least.target()));
      }
    }
  }

  private Target running() {
    List<Long> pids =
        Stream.of(settings.text("pid").orElse("").split(","))
            .filter(pid -> !pid.isEmpty())
            .map(Long::valueOf)
            .toList();
    Endpoint endpoint =
        Endpoint.of(settings.text("server").orElseThrow(), settings.text("token").orElse(""));
    return new Target("server", endpoint, pids);
  }

  /** By how much an object grows, so that the least server's answers are as long. */
  private int extraBytes(Target target) throws IOException, InterruptedException {
    int withoutMore = "\"resourceVersion\":\"100\",\"namespace\":\"bench\",".length();
    try (Client client = ApiPhases.connect(target)) {
      byte[] body = new ConfigMaps(client, bytes).body("b-0", 0, 0);
      Reply reply = client.post(BinnacleServer.CONFIG_MAPS, body);
      client.delete(BinnacleServer.CONFIG_MAPS + "/b-0");
      // What the least server always adds: uid and creationTimestamp.
      int own = "\"uid\":\"\",\"creationTimestamp\":\"2026-01-01T00:00:00Z\",".length() + 36;
      return Math.max(0, (int) reply.length() - body.length - withoutMore - own);
    }
  }

  private boolean measure(List<Target> targets) throws IOException, InterruptedException {
    Comparison result = new Comparison(targets.stream().map(Target::name).toList());
    List<Client> clients = new ArrayList<>();
    StringBuilder memory = new StringBuilder();
    try {
      for (Target target : targets) {
        clients.add(ApiPhases.connect(target));
        memory.append(target.name()).append(" at start ").append(target.residentMiB());
        memory.append(" MiB resident\n");
      }
      for (int i = settings.number("warm", 1); i > 0; i--) {
        System.err.println("warming");
        round(targets, clients, new Comparison(List.of()));
      }
      round(targets, clients, result);
      for (Target target : targets) {
        memory.append(target.name()).append(" after the run ").append(target.residentMiB());
        memory.append(" MiB resident\n");
      }
    } finally {
      clients.forEach(Client::close);
    }
    System.out.println(result.table());
    System.out.println(memory + "errors: " + result.errors());
    if (settings.has("json")) {
      Files.writeString(Path.of(settings.text("json").orElseThrow()), result.json());
    }
    return result.errors() == 0;
  }

  private void round(List<Target> targets, List<Client> clients, Comparison result)
      throws IOException, InterruptedException {
    for (ApiPhases.Phase phase : phases.all()) {
      System.err.println("  " + phase.name());
      for (int i = 0; i < targets.size(); i++) {
        ConfigMaps objects = new ConfigMaps(clients.get(i), bytes);
        result.add(phase.name(), phase.run().on(targets.get(i), objects));
      }
    }
  }
}

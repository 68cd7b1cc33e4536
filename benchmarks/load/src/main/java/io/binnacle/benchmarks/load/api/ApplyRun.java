package io.binnacle.benchmarks.load.api;

import io.binnacle.benchmarks.load.Load;
import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.process.BinnacleServer;
import io.binnacle.benchmarks.load.process.Settings;
import io.binnacle.benchmarks.load.process.Target;
import io.binnacle.benchmarks.load.process.TemporaryFolder;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * What server-side apply, strategic merge patch and update cost the whole server, for objects of
 * the sizes that controllers deal with.
 */
public final class ApplyRun {
  public static final Set<String> OPTIONS = Set.of("etcd", "count", "operations", "warm", "kinds");

  private static final int WRITERS = 16;
  private static final String APPLY = "application/apply-patch+yaml";
  private static final String STRATEGIC = "application/strategic-merge-patch+json";
  private static final String MANAGER = "?force=true&fieldManager=applier";

  private final Settings settings;
  private final int count;
  private final int operations;
  private final List<ApplySample> samples;

  /** Each operation in its own round, so that each changes something. */
  private long generation = 1;

  public ApplyRun(Settings settings) {
    this.settings = settings;
    this.count = settings.number("count", 200);
    this.operations = settings.number("operations", 2_000);
    this.samples =
        settings
            .text("kinds")
            .map(kinds -> List.of(kinds.split(",")).stream().map(ApplySample::valueOf).toList())
            .orElse(List.of(ApplySample.values()));
  }

  /** True if there were no errors. */
  public boolean run() throws IOException, InterruptedException {
    BinnacleServer.prime(settings);
    try (TemporaryFolder folder = TemporaryFolder.create();
        BinnacleServer binnacle = BinnacleServer.start(settings, folder.path(), "");
        Client client = ApiPhases.connect(binnacle.target())) {
      for (ApplySample sample : samples) {
        prepare(client, sample);
      }
      for (int i = settings.number("warm", 2); i > 0; i--) {
        System.err.println("warming");
        round(binnacle.target(), client, new Comparison(List.of()));
      }
      Comparison result = new Comparison(List.of(binnacle.target().name()));
      round(binnacle.target(), client, result);
      System.out.println(result.table());
      System.out.println("errors: " + result.errors());
      return result.errors() == 0;
    }
  }

  private void prepare(Client client, ApplySample sample) throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      String name = "o-" + i;
      boolean made = client.isOk("create", client.post(sample.collection(), sample.create(name)));
      if (made && sample.hasStatus()) {
        made = client.isOk("status", client.put(sample.statusPath(name), sample.status(name)));
      }
      if (!made) {
        throw new IOException("no " + sample + " to measure with");
      }
    }
  }

  private void round(Target target, Client client, Comparison result)
      throws IOException, InterruptedException {
    for (ApplySample sample : samples) {
      measure(target, result, sample, "apply", i -> apply(client, sample, name(i), turn(i)));
      long last = generation - 1;
      measure(
          target,
          result,
          sample,
          "apply, nothing changed",
          i -> apply(client, sample, name(i), last));
      measure(
          target,
          result,
          sample,
          "strategic merge patch",
          i -> {
            byte[] patch = sample.patch(turn(i));
            return client.isOk("patch", client.patch(sample.path(name(i)), patch, STRATEGIC));
          });
      measure(
          target,
          result,
          sample,
          "update",
          i -> {
            byte[] body = sample.update(name(i), turn(i));
            return client.isOk("update", client.put(sample.path(name(i)), body));
          });
    }
  }

  private String name(int i) {
    return "o-" + i % count;
  }

  private static boolean apply(Client client, ApplySample sample, String name, long generation)
      throws IOException, InterruptedException {
    return client.isOk(
        "apply", client.patch(sample.path(name) + MANAGER, sample.config(name, generation), APPLY));
  }

  private long turn(int i) {
    return generation + i / count;
  }

  private void measure(
      Target target, Comparison result, ApplySample sample, String what, Load.Operation operation)
      throws IOException, InterruptedException {
    System.err.println("  " + sample + " " + what);
    result.add(sample + ": " + what, Load.measure(target, operations, WRITERS, operation));
    generation += (operations + count - 1) / count;
  }
}

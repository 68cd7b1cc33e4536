package io.binnacle.benchmarks.load.soak;

import io.binnacle.benchmarks.load.ConfigMaps;
import io.binnacle.benchmarks.load.Load;
import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.process.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares, once nothing is written any more: what was acknowledged, a list as fresh as storage, a
 * list at once, every watcher's folded stream, and a list at an exact revision that the cache no
 * longer holds.
 */
final class DriftCheck {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** More changes than a watch cache keeps. */
  private static final int MORE_THAN_A_WINDOW = 25_000;

  private static final int FILLERS = 16;
  private static final String FILLER = "filler-";

  private final Target target;
  private final Client client;
  private final List<SoakWriter> writers;
  private final List<FoldingWatcher> watchers;
  private final Contents fresh;

  DriftCheck(Target target, Client client, List<SoakWriter> writers, List<FoldingWatcher> watchers)
      throws IOException, InterruptedException {
    this.target = target;
    this.client = client;
    this.writers = writers;
    this.watchers = watchers;
    this.fresh = Contents.list(client, "");
  }

  /** While the watchers still watch; what differs, a line each. */
  List<String> whileRunning() throws IOException, InterruptedException {
    List<String> drift = new ArrayList<>();
    for (SoakWriter writer : writers) {
      String difference = writer.difference(fresh);
      if (!difference.isEmpty()) {
        drift.add("acknowledged writes: " + difference);
      }
    }
    compare(drift, "resourceVersion=0", fresh, Contents.list(client, "?resourceVersion=0"));
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (FoldingWatcher watcher : watchers) {
      Selection selection = watcher.selection();
      Contents expected = fresh.only(selection.names(), selection.shards());
      while (!expected.difference(watcher.contents()).isEmpty()
          && System.nanoTime() - deadline < 0) {
        Thread.sleep(100);
      }
      compare(drift, "watcher of " + selection, expected, watcher.contents());
      drift.addAll(watcher.complaints());
    }
    return drift;
  }

  /** Pushes the revision out of the cache's window and lists at it. */
  List<String> fromStorage() throws IOException, InterruptedException {
    List<String> drift = new ArrayList<>();
    ConfigMaps fillers = new ConfigMaps(client, 1);
    for (int i = 0; i < FILLERS; i++) {
      if (!fillers.create(FILLER, i)) {
        drift.add("cannot create " + FILLER + i);
      }
    }
    // Each object has one writer, so that none of them meets another's write.
    long errors =
        Load.measure(target, FILLERS, FILLERS, filler -> updateOften(fillers, filler)).errors();
    if (errors > 0) {
      drift.add(errors + " writers failed while the window is filled");
    }
    String query = "?resourceVersionMatch=Exact&resourceVersion=" + fresh.revision();
    compare(drift, "exact revision", fresh, Contents.list(client, query));
    return drift;
  }

  private static boolean updateOften(ConfigMaps fillers, int filler)
      throws IOException, InterruptedException {
    for (int i = 1; i <= MORE_THAN_A_WINDOW / FILLERS; i++) {
      if (!fillers.update(FILLER, filler, i)) {
        return false;
      }
    }
    return true;
  }

  static void compare(List<String> drift, String what, Contents expected, Contents found) {
    String difference = expected.difference(found);
    if (!difference.isEmpty()) {
      drift.add(what + ": " + difference);
    }
  }
}

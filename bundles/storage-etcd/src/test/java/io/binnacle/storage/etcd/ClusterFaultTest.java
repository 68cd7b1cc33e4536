package io.binnacle.storage.etcd;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.storage.etcd.testing.EtcdCluster;
import io.binnacle.storage.etcd.testing.EtcdProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three members that are killed and paused while writers write and watchers watch. */
class ClusterFaultTest {
  @TempDir Path dir;
  private EtcdCluster cluster;
  private EtcdStorage storage;

  @BeforeEach
  void start() {
    cluster = EtcdCluster.start(dir, 3);
    storage = Engines.open(cluster.urls(), Duration.ofSeconds(5), Duration.ZERO);
  }

  @AfterEach
  void stop() {
    storage.close();
    cluster.close();
  }

  @Test
  void membersKilledInTurnLoseNoAcknowledgedWriteAndNoEvent() throws Exception {
    try (Ledger ledger = new Ledger(storage, 4)) {
      ledger.awaitWrites(50);
      for (EtcdProcess member : cluster.members()) {
        member.kill();
        ledger.awaitWrites(50);
        cluster.restart(member);
        member.awaitServing();
        ledger.watcher();
      }
      ledger.check();
    }
  }

  @Test
  void aKilledLeaderIsReplaced() throws Exception {
    try (Ledger ledger = new Ledger(storage, 4)) {
      ledger.awaitWrites(20);
      cluster.leader().kill();
      ledger.awaitWrites(100);
      ledger.check();
    }
  }

  @Test
  void whenAllAreGoneCallsFailAndAfterwardsAllGoesOn() throws Exception {
    try (Ledger ledger = new Ledger(storage, 2)) {
      ledger.awaitWrites(20);
      cluster.members().forEach(EtcdProcess::kill);
      Engines.until("writes fail", () -> ledger.failedCount() > 0);
      assertFalse(storage.health().isEmpty());
      cluster.members().forEach(cluster::restart);
      ledger.awaitWrites(50);
      ledger.check();
      Engines.until("health is back", () -> storage.health().isEmpty());
    }
  }

  @Test
  void aPausedMemberIsLeftForAnother() throws Exception {
    try (Ledger ledger = new Ledger(storage, 4)) {
      ledger.awaitWrites(20);
      EtcdProcess paused = cluster.leader();
      paused.pause();
      long since = System.nanoTime();
      ledger.awaitWrites(50);
      Duration took = Duration.ofNanos(System.nanoTime() - since);
      assertTrue(took.toSeconds() < 40, () -> "took " + took);
      paused.resume();
      ledger.awaitWrites(50);
      ledger.check();
    }
  }
}

package io.binnacle.itests.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.ExampleProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plug-in's controller on two servers: one of them runs it, the other one takes it over. */
@Timeout(240)
class SharedControllerIT {
  private static final String CRON_TABS = "/apis/stable.example.com/v1/namespaces/default/crontabs";
  private static final String CRON_JOBS = "/apis/batch/v1/namespaces/default/cronjobs";
  private static final String NAME = "binnacle-crontab-controller";
  private static final String LEASE =
      "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/" + NAME;

  /** A Lease that nobody renews is another's after 15 s, and asked for every 2 s. */
  private static final long TAKEN_OVER_SECONDS = 40;

  @TempDir private Path folder;

  @Test
  void theOtherServerTakesAControllerOverFromOneThatWasKilled() throws Exception {
    Path plugin = ExampleProject.named("crontab-plugin").build();
    try (EtcdMember etcd = EtcdMember.start(folder);
        SharingServers servers = SharingServers.start(2, folder, etcd.serversFlag())) {
      for (int i = 0; i < 2; i++) {
        Files.copy(plugin, servers.home(i).resolve("data/deploy/crontab.jar"));
        ApiClient api = servers.api(i);
        Eventually.holds("it is served", 60, () -> api.get(CRON_TABS).status() == 200);
      }
      servers.api(1).post(CRON_TABS, cronTab("first")).expect(201);
      ApiClient any = servers.api(0);
      Eventually.holds("it is run", 60, () -> any.get(CRON_JOBS + "/first").status() == 200);
      int[] leaders = IntStream.range(0, 2).filter(i -> runs(servers, i)).toArray();
      assertEquals(1, leaders.length, "who runs the controller");
      String holder = any.get(LEASE).expect(200).field("spec", "holderIdentity");

      ApiClient other = servers.api(1 - leaders[0]);
      servers.kill(leaders[0]);
      other.post(CRON_TABS, cronTab("second")).expect(201);
      Eventually.holds(
          "it is taken over",
          TAKEN_OVER_SECONDS,
          () -> other.get(CRON_JOBS + "/second").status() == 200);
      ApiClient.Reply lease = other.get(LEASE).expect(200);
      assertNotEquals(holder, lease.field("spec", "holderIdentity"));
      assertEquals("1", lease.field("spec", "leaseTransitions"));
      assertEquals(2, other.get(CRON_JOBS).expect(200).items().size());
    }
  }

  private static boolean runs(SharingServers servers, int server) {
    try {
      return Files.readString(servers.home(server).resolve("log")).contains(NAME + " is run here");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String cronTab(String name) {
    return "{\"apiVersion\":\"stable.example.com/v1\",\"kind\":\"CronTab\",\"metadata\":{\"name\":\""
        + name
        + "\"},\"spec\":{\"schedule\":\"0 3 * * *\",\"image\":\"example.com/job:1\"}}";
  }
}

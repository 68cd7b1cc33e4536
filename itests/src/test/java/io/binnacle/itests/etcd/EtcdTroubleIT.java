package io.binnacle.itests.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.ApiClient.Reply;
import io.binnacle.itests.CacheDrift;
import io.binnacle.itests.EventStream;
import io.binnacle.itests.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of three members in trouble: what clients are told meanwhile and find afterwards. */
@Timeout(240)
class EtcdTroubleIT {
  private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String WATCH = CONFIG_MAPS + "?watch=true&resourceVersion=";

  @TempDir private static Path folder;
  private static List<EtcdMember> members = List.of();
  private static TestServer server;
  private static ApiClient api;

  @BeforeAll
  static void start() throws Exception {
    members = EtcdMember.cluster(folder, 3);
    server = TestServer.start(EtcdMember.servers(members));
    api = ApiClient.admin(server);
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      if (server != null) {
        server.close();
      }
    } finally {
      for (EtcdMember member : members) {
        member.close();
      }
    }
  }

  @Test
  void whenTheLeaderIsKilledWritesGoOnAndTheWatchMissesNothing() throws Exception {
    String from = api.get(CONFIG_MAPS).expect(200).field("metadata", "resourceVersion");
    try (EventStream watch = api.watch(WATCH + from)) {
      List<String> written = new ArrayList<>();
      make("before", written);
      EtcdMember leader = leader();
      leader.kill();
      for (int i = 0; i < 10; i++) {
        make("during-" + i, written);
      }
      leader.launch();
      make("after", written);
      assertEquals(written, names(watch, written.size()));
    }
    CacheDrift.assertNone(api, members.get(0).gateway());
  }

  @Test
  void whenAllMembersAreGoneClientsAreToldAndTheCacheIsInStepOnceTheyAreBack() throws Exception {
    List<String> written = new ArrayList<>();
    make("there", written);
    String from = api.get(CONFIG_MAPS).expect(200).field("metadata", "resourceVersion");
    EventStream watch = api.watch(WATCH + from);
    for (EtcdMember member : members) {
      member.kill();
    }
    CompletableFuture<Reply> create = later(() -> api.createConfigMap("lost", "x"));
    CompletableFuture<Reply> list = later(() -> api.get(CONFIG_MAPS));
    Reply cached = api.get(CONFIG_MAPS + "?resourceVersion=0").expect(200);
    assertTrue(cached.text().contains("\"there\""), cached.text());
    notReady();
    saysWhatIsWrong(create.get(70, TimeUnit.SECONDS));
    saysWhatIsWrong(list.get(70, TimeUnit.SECONDS));
    assertEquals(200, api.get("/healthz/ping").status());
    for (EtcdMember member : members) {
      member.run();
    }
    for (EtcdMember member : members) {
      member.awaitReady();
    }
    Eventually.holds("ready again", 30, () -> api.get("/readyz").status() == 200);
    written.clear();
    make("back", written);
    assertEquals(written, names(resumed(watch, from), 1));
    CacheDrift.assertNone(api, members.get(0).gateway());
  }

  @Test
  void aPausedClusterIsWaitedForOrNamed() throws Exception {
    for (EtcdMember member : members) {
      member.pause();
    }
    CompletableFuture<Reply> create;
    try {
      create = later(() -> api.createConfigMap("patient", "x"));
      api.get(CONFIG_MAPS + "?resourceVersion=0").expect(200);
      notReady();
    } finally {
      for (EtcdMember member : members) {
        member.resume();
      }
    }
    Reply reply = create.get(70, TimeUnit.SECONDS);
    if (reply.status() != 201) {
      saysWhatIsWrong(reply);
    }
    Eventually.holds("ready again", 30, () -> api.get("/readyz").status() == 200);
    make("resumed", new ArrayList<>());
    CacheDrift.assertNone(api, members.get(0).gateway());
  }

  /** Makes one, again and again while the cluster finds itself, as a controller would. */
  private static void make(String name, List<String> written) throws InterruptedException {
    Eventually.holds(
        "creating " + name,
        30,
        () -> {
          Reply reply = api.createConfigMap(name, "x");
          // A write that was answered with an error may have happened all the same.
          return reply.status() == 201 || reply.status() == 409;
        });
    written.add(name);
  }

  private static EtcdMember leader() throws InterruptedException {
    for (EtcdMember member : members) {
      if (member.gateway().isLeader()) {
        return member;
      }
    }
    throw new AssertionError("no member leads");
  }

  private static List<String> names(EventStream watch, int count) throws InterruptedException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      EventStream.Event event = watch.next(20_000);
      assertNotNull(event, "after " + names);
      names.add(event.name());
    }
    return names;
  }

  /**
   * The watch itself if it goes on; if it was ended, as a client does, another from where it was.
   */
  private static EventStream resumed(EventStream watch, String from) throws Exception {
    if (!watch.hasEnded()) {
      return watch;
    }
    watch.close();
    return api.watch(WATCH + from);
  }

  private static void notReady() throws InterruptedException {
    Eventually.holds(
        "/readyz fails and says that it is etcd",
        20,
        () -> {
          Reply ready = api.get("/readyz");
          return ready.status() == 500 && ready.text().contains("[-]etcd");
        });
  }

  private static void saysWhatIsWrong(Reply reply) {
    assertTrue(reply.status() >= 500, reply.status() + ": " + reply.text());
    assertEquals("Status", reply.field("kind"), reply.text());
    assertEquals("Failure", reply.field("status"), reply.text());
    assertEquals(Integer.toString(reply.status()), reply.field("code"), reply.text());
    assertTrue(!reply.field("message").isBlank(), reply.text());
  }

  private interface Request {
    Reply send() throws IOException, InterruptedException;
  }

  private static CompletableFuture<Reply> later(Request request) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return request.send();
          } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        task -> new Thread(task, "later").start());
  }
}

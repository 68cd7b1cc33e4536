package io.binnacle.itests.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.CacheDrift;
import io.binnacle.itests.EventStream;
import io.binnacle.itests.Kubectl;
import io.binnacle.itests.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server with its data in etcd, as kubectl meets it and as etcd holds it. */
@Timeout(180)
class EtcdServerIT {
  private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {EtcdMember.OLD, EtcdMember.NEW})
  void kubectlWorksAndKeysLieWhereKubeApiserverPutsThem(String program) throws Exception {
    try (EtcdMember etcd = EtcdMember.start(program, folder)) {
      Path home = Files.createDirectory(folder.resolve("server"));
      TestServer first = TestServer.startIn(home, etcd.serversFlag());
      try {
        create(first.kubectl());
        lieWhereTheyShould(etcd.gateway());
        eventsOfAllChangesArrive(first);
        CacheDrift.assertNone(ApiClient.admin(first), etcd.gateway());
        assertFalse(Files.exists(home.resolve("data/storage")), "the embedded engine has started");
      } finally {
        first.kill();
      }
      try (TestServer again = TestServer.startIn(home, etcd.serversFlag())) {
        assertEquals(
            "blue",
            again
                .kubectl()
                .run("get", "configmap", "colour", "-o", "jsonpath={.data.is}")
                .ok()
                .out());
        again.kubectl().run("delete", "deployment", "web").ok();
        assertEquals(0, etcd.gateway().value("/registry/deployments/default/web").length);
        CacheDrift.assertNone(ApiClient.admin(again), etcd.gateway());
      }
    }
  }

  private static void create(Kubectl kubectl) throws Exception {
    kubectl.run("create", "configmap", "colour", "--from-literal=is=blue").ok();
    kubectl.run("create", "deployment", "web", "--image=example/web").ok();
    kubectl.run("create", "service", "clusterip", "web", "--tcp=80").ok();
    String seen = kubectl.run("get", "configmaps,deployments,services", "-o", "name").ok().out();
    assertTrue(
        seen.lines()
            .toList()
            .containsAll(List.of("configmap/colour", "deployment.apps/web", "service/web")),
        seen);
  }

  private static void lieWhereTheyShould(EtcdGateway etcd) throws Exception {
    for (String key :
        List.of(
            "configmaps/default/colour",
            "deployments/default/web",
            "services/specs/default/web",
            "namespaces/default",
            "clusterroles/cluster-admin")) {
      byte[] value = etcd.value("/registry/" + key);
      assertEquals(
          "k8s\0",
          new String(value, 0, Math.min(4, value.length), StandardCharsets.ISO_8859_1),
          key);
    }
    String stored =
        new String(etcd.value("/registry/configmaps/default/colour"), StandardCharsets.ISO_8859_1);
    assertTrue(stored.contains("ConfigMap") && stored.contains("blue"), stored);
    assertFalse(stored.contains("\"data\""), "JSON: " + stored);
  }

  private static void eventsOfAllChangesArrive(TestServer server) throws Exception {
    ApiClient api = ApiClient.admin(server);
    String from = api.get(CONFIG_MAPS).expect(200).field("metadata", "resourceVersion");
    try (EventStream watch =
        api.watch(CONFIG_MAPS + "?watch=true&allowWatchBookmarks=false&resourceVersion=" + from)) {
      api.createConfigMap("seen", "1").expect(201);
      api.put(CONFIG_MAPS + "/seen", ApiClient.configMap("seen", "2")).expect(200);
      api.delete(CONFIG_MAPS + "/seen").expect(200);
      List<String> types = new ArrayList<>();
      long last = 0;
      for (int i = 0; i < 3; i++) {
        EventStream.Event event = watch.next(10_000);
        types.add(event == null ? "nothing" : event.type() + " " + event.name());
        if (event != null) {
          assertTrue(event.revision() > last, types + ": revisions do not rise");
          last = event.revision();
        }
      }
      assertEquals(List.of("ADDED seen", "MODIFIED seen", "DELETED seen"), types);
      assertEquals(last, etcdRevisionOf(api));
    }
  }

  private static long etcdRevisionOf(ApiClient api) throws Exception {
    return Long.parseLong(api.get(CONFIG_MAPS).expect(200).field("metadata", "resourceVersion"));
  }

  @Test
  void underAPrefixOfItsOwnTheServerLeavesOtherKeysAlone() throws Exception {
    try (EtcdMember etcd = EtcdMember.start(folder)) {
      EtcdGateway usual = etcd.gateway();
      usual.put("/registry/configmaps/default/foreign", new byte[] {1});
      usual.put("/tenants/one-two/configmaps/default/foreign", new byte[] {1});
      try (TestServer server = TestServer.start(etcd.serversFlag(), "--etcd-prefix=tenants/one/")) {
        ApiClient api = ApiClient.admin(server);
        api.createConfigMap("mine", "x").expect(201);
        assertTrue(usual.value("/tenants/one/configmaps/default/mine").length > 0);
        String listed = api.get(CONFIG_MAPS).expect(200).text();
        assertFalse(listed.contains("foreign"), listed);
        CacheDrift.assertNone(api, etcd.gateway("/tenants/one"));
        whatIsNotServedIsFoundByTheDriftCheck(api, etcd.gateway("/tenants/one"));
      }
      assertEquals(Map.of("/registry/configmaps/default/foreign", 2L), usual.modRevisions(0));
    }
  }

  /** Bytes that are no object are set aside: that one key, and the check tells of it. */
  private static void whatIsNotServedIsFoundByTheDriftCheck(ApiClient api, EtcdGateway etcd)
      throws Exception {
    etcd.put("/tenants/one/configmaps/default/broken", new byte[] {1});
    String listed = api.get(CONFIG_MAPS).expect(200).text();
    assertTrue(listed.contains("mine") && !listed.contains("broken"), listed);
    AssertionError found =
        assertThrows(AssertionError.class, () -> CacheDrift.assertNone(api, etcd));
    assertTrue(
        found.getMessage().contains("not served: /registry/configmaps/default/broken of revision"),
        found.getMessage());
  }
}

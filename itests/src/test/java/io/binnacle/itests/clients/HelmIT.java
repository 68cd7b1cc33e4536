package io.binnacle.itests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.Command;
import io.binnacle.itests.Outcome;
import io.binnacle.itests.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with helm: a chart as helm makes it, with templates of more types. */
class HelmIT {
  @TempDir private Path folder;

  /** The helm of the tests' tools, as the administrator. */
  private record Helm(Path program, TestServer server) {
    String ok(String... arguments) throws Exception {
      return run(arguments).ok().out();
    }

    Outcome run(String... arguments) throws Exception {
      List<String> words = new ArrayList<>(List.of(program.toString()));
      words.addAll(List.of(arguments));
      return Command.run(words, server.kubectl().environment(), "");
    }
  }

  @Test
  void aChartIsInstalledUpgradedRolledBackTestedAndUninstalled() throws Exception {
    try (TestServer server = TestServer.start()) {
      Path program = Path.of(System.getProperty("binnacle.tools", "."), "helm").toAbsolutePath();
      Helm helm = new Helm(program, server);
      Path chart = folder.resolve("web");
      helm.ok("create", chart.toString());
      Files.delete(chart.resolve("templates/tests/test-connection.yaml"));
      Path more = Path.of("src/test/resources/helm/more.yaml");
      Files.copy(more, chart.resolve("templates/more.yaml"));
      assertTrue(helm.ok("lint", chart.toString()).contains("0 chart(s) failed"));
      String values = "ingress.enabled=true,autoscaling.enabled=true,service.port=8080";
      String at = chart.toString();
      String told =
          helm.ok("install", "site", at, "-n", "site", "--create-namespace", "--set", values);
      assertTrue(told.contains("STATUS: deployed") && told.contains("REVISION: 1"), told);
      assertEquals(
          "deployment.apps/site-web ingress.networking.k8s.io/site-web"
              + " horizontalpodautoscaler.autoscaling/site-web service/site-web"
              + " serviceaccount/site-web statefulset.apps/site-db cronjob.batch/site-nightly"
              + " networkpolicy.networking.k8s.io/site-web poddisruptionbudget.policy/site-web",
          objects(
              server,
              "deployment,ing,hpa,svc,sa,sts,cj,netpol,pdb",
              "-l",
              "app.kubernetes.io/managed-by=Helm"));
      assertEquals("before-install", hook(server));

      upgrade(helm, server, chart);
      told = helm.ok("test", "site", "-n", "site");
      assertTrue(told.contains("Phase:          Succeeded"), told);
      assertTrue(helm.ok("list", "-A").contains("site"), "list");
      told = helm.ok("uninstall", "site", "-n", "site");
      assertTrue(told.contains("release \"site\" uninstalled"), told);
      assertEquals(
          "", objects(server, "deployment,svc,sts,cj,ing", "-l", "app.kubernetes.io/name"));
      assertTrue(helm.run("status", "site", "-n", "site").err().contains("not found"));
    }
  }

  private static void upgrade(Helm helm, TestServer server, Path chart) throws Exception {
    String image = "{.spec.template.spec.containers[0].image}";
    String told =
        helm.ok("upgrade", "site", chart.toString(), "-n", "site", "--set", "image.tag=2.0");
    assertTrue(told.contains("REVISION: 2"), told);
    assertTrue(path(server, "deployment/site-web", image).endsWith(":2.0"));
    assertEquals("before-upgrade", hook(server));
    assertEquals("", objects(server, "ing,hpa"));
    told = helm.ok("upgrade", "site", chart.toString(), "-n", "site", "--dry-run=server");
    assertTrue(told.contains("REVISION: 3"), told);
    told = helm.ok("rollback", "site", "1", "-n", "site");
    assertTrue(told.contains("Rollback was a success"), told);
    assertTrue(path(server, "deployment/site-web", image).endsWith(":1.16.0"));
    assertEquals("8080", path(server, "service/site-web", "{.spec.ports[0].port}"));
    told = helm.ok("history", "site", "-n", "site");
    assertTrue(told.matches("(?s).*superseded.*superseded.*deployed.*Rollback to 1.*"), told);
    assertTrue(helm.ok("get", "manifest", "site", "-n", "site").contains("kind: StatefulSet"));
    assertTrue(helm.ok("status", "site", "-n", "site").contains("STATUS: deployed"));
  }

  /** When the hook's ConfigMap was made. */
  private static String hook(TestServer server) throws Exception {
    return path(server, "configmap/site-hook", "{.data.when}");
  }

  private static String path(TestServer server, String object, String path) throws Exception {
    return server.kubectl().run("get", object, "-n", "site", "-o", "jsonpath=" + path).ok().out();
  }

  private static String objects(TestServer server, String types, String... selector)
      throws Exception {
    String[] get = {"get", types, "-n", "site", "-o", "name"};
    return server.kubectl().run(words(get, selector)).ok().out().trim().replace("\n", " ");
  }

  private static String[] words(String[] first, String[] last) {
    String[] all = Arrays.copyOf(first, first.length + last.length);
    System.arraycopy(last, 0, all, first.length, last.length);
    return all;
  }
}

package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Quotas and limits under real clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuotaIT {
  private static final int CREATORS = 16;
  private static final long MOST_MILLIS = 30_000;

  private TestServer server;
  private Kubectl kubectl;
  private ApiClient client;

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start();
    kubectl = server.kubectl();
    client = ApiClient.admin(server);
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private String ok(String... arguments) throws Exception {
    Outcome result = kubectl.run(arguments);
    assertEquals(0, result.status(), () -> String.join(" ", arguments) + "\n" + result.err());
    return result.out();
  }

  private String fails(String... arguments) throws Exception {
    Outcome result = kubectl.run(arguments);
    assertTrue(
        result.status() != 0, () -> String.join(" ", arguments) + " went well:\n" + result.out());
    return result.err();
  }

  private void awaitUsed(String namespace, String resource, String amount) throws Exception {
    String escaped = resource.replace(".", "\\.");
    long start = System.nanoTime();
    String used = "";
    while (System.nanoTime() - start < MOST_MILLIS * 1_000_000) {
      used =
          ok("get", "quota", "q", "-n", namespace, "-o", "jsonpath={.status.used." + escaped + "}");
      if (used.equals(amount)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(resource + " stayed at " + used + ", expected " + amount);
  }

  /** Makes a namespace with a quota that has been counted. */
  private void quota(String namespace, String hard, String resource) throws Exception {
    ok("create", "namespace", namespace);
    ok("create", "quota", "q", "-n", namespace, "--hard=" + hard);
    awaitUsed(namespace, resource, "0");
  }

  private static <T> List<T> atOnce(Callable<List<T>> task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(CREATORS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<List<T>> done : pool.invokeAll(java.util.Collections.nCopies(CREATORS, task))) {
        results.addAll(done.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private int count(String namespace) throws Exception {
    String names = ok("get", "secrets", "-n", namespace, "-o", "name");
    return (int) names.lines().count();
  }

  @Test
  void sixteenKubectlsGetNoMoreThanTheQuota() throws Exception {
    quota("kubectls", "count/secrets=5", "count/secrets");
    List<Outcome> results =
        atOnce(
            () ->
                List.of(
                    kubectl.run(
                        "create",
                        "secret",
                        "generic",
                        "s" + Thread.currentThread().getId(),
                        "-n",
                        "kubectls")));
    assertEquals(5, results.stream().filter(result -> result.status() == 0).count());
    results.stream()
        .filter(result -> result.status() != 0)
        .forEach(
            result ->
                assertTrue(
                    result
                        .err()
                        .contains(
                            "is forbidden: exceeded quota: q, requested: count/secrets=1, used:"
                                + " count/secrets=5, limited: count/secrets=5"),
                    result.err()));
    assertEquals(5, count("kubectls"));
  }

  @Test
  void creatorsAndDeletersNeverExceedAndWhatGoesIsGivenBack() throws Exception {
    quota("churn", "secrets=20", "secrets");
    String path = "/api/v1/namespaces/churn/secrets";
    List<Integer> most =
        atOnce(
            () -> {
              List<Integer> seen = new ArrayList<>();
              for (int i = 0; i < 20; i++) {
                String name = "s" + Thread.currentThread().getId() + "-" + i;
                int status =
                    client.post(path, "{\"metadata\":{\"name\":\"" + name + "\"}}").status();
                assertTrue(status == 201 || status == 403, "status " + status);
                seen.add(client.get(path).items().size());
                if (status == 201 && i % 2 == 0) {
                  assertEquals(200, client.delete(path + "/" + name).status());
                }
              }
              return seen;
            });
    assertTrue(most.stream().allMatch(number -> number <= 20), most::toString);
    awaitUsed("churn", "secrets", Integer.toString(count("churn")));
  }

  @Test
  void aDeletedObjectMakesRoomForAnother() throws Exception {
    quota("room", "secrets=1", "secrets");
    ok("create", "secret", "generic", "a", "-n", "room");
    fails("create", "secret", "generic", "b", "-n", "room");
    ok("delete", "secret", "a", "-n", "room");
    awaitUsed("room", "secrets", "0");
    ok("create", "secret", "generic", "b", "-n", "room");
  }

  @Test
  void aDryRunAndARefusedNameChargeNothingForLong() throws Exception {
    quota("dry", "secrets=2", "secrets");
    ok("create", "secret", "generic", "a", "-n", "dry", "--dry-run=server");
    awaitUsed("dry", "secrets", "0");
    ok("create", "secret", "generic", "a", "-n", "dry");
    assertTrue(fails("create", "secret", "generic", "a", "-n", "dry").contains("already exists"));
    awaitUsed("dry", "secrets", "1");
    ok("create", "secret", "generic", "b", "-n", "dry");
  }

  @Test
  void aPodOfAQuotaOnCpuHasToAskForSomeUnlessALimitRangeDoes() throws Exception {
    quota("cpu", "requests.cpu=1", "requests.cpu");
    String why = fails("run", "a", "-n", "cpu", "--image=i");
    assertTrue(
        why.contains("is forbidden: failed quota: q: must specify requests.cpu for: a"), why);
    Outcome applied =
        kubectl.runWithInput(
            """
            apiVersion: v1
            kind: LimitRange
            metadata: {name: l, namespace: cpu}
            spec: {limits: [{type: Container, defaultRequest: {cpu: 600m}}]}
            """,
            "apply",
            "-f",
            "-");
    assertEquals(0, applied.status(), applied::err);
    ok("run", "a", "-n", "cpu", "--image=i");
    assertEquals(
        "600m",
        ok("get", "quota", "q", "-n", "cpu", "-o", "jsonpath={.status.used.requests\\.cpu}"));
    String full = fails("run", "b", "-n", "cpu", "--image=i");
    assertTrue(
        full.contains(
            "exceeded quota: q, requested: requests.cpu=600m, used: requests.cpu=600m, limited:"
                + " requests.cpu=1"),
        full);
    ok("delete", "pod", "a", "-n", "cpu", "--grace-period=0", "--force");
    awaitUsed("cpu", "requests.cpu", "0");
    ok("run", "b", "-n", "cpu", "--image=i");
  }
}

package io.binnacle.itests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The client libraries that programs use, on one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientLibrariesIT {
  private static final int CHANGES = Integer.getInteger("binnacle.clients.changes", 10_000);
  private static final long STEP_SECONDS = 60;

  private final Map<String, Library> libraries = new LinkedHashMap<>();
  private TestServer server;

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start();
    Path kubeconfig = server.kubeconfig();
    libraries.put("fabric8", new FabricLibrary(kubeconfig));
    libraries.put("java", new OfficialJavaLibrary(kubeconfig));
    libraries.put("javascript", new JavaScriptLibrary(kubeconfig));
  }

  @AfterAll
  void stop() throws Exception {
    for (Library library : libraries.values()) {
      library.close();
    }
    server.close();
  }

  @Test
  void eachCreatesReadsChangesPatchesWatchesListsAndDeletes() throws Exception {
    for (Map.Entry<String, Library> each : libraries.entrySet()) {
      String namespace = "use-" + each.getKey();
      server.kubectl().run("create", "namespace", namespace).ok();
      each.getValue().useOnce(namespace);
    }
  }

  @Test
  void eachInformerIsInStepAfterManyChangesAndAKill() throws Exception {
    server.kubectl().run("create", "namespace", "drill").ok();
    for (Library library : libraries.values()) {
      library.follow("drill");
    }
    awaitStep("before");
    Changes changes = new Changes(server, "drill");
    changes.start(CHANGES);
    while (changes.accepted() < CHANGES / 2) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    server.kill();
    int port = URI.create(server.url()).getPort();
    server = TestServer.startIn(server.folder(), "--secure-port=" + port);
    changes.await();
    assertTrue(changes.accepted() >= CHANGES);
    assertTrue(listed().size() > 100, "few are left");
    awaitStep("after " + changes.accepted() + " changes and a kill");
  }

  /** Waits until what each informer told is what there is. */
  private void awaitStep(String when) throws Exception {
    Map<String, String> wanted = listed();
    List<String> behind = new ArrayList<>(libraries.keySet());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STEP_SECONDS);
    while (!behind.isEmpty() && System.nanoTime() < end) {
      for (String name : List.copyOf(behind)) {
        if (libraries.get(name).followed().equals(wanted)) {
          behind.remove(name);
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    for (String name : behind) {
      assertEquals(wanted, libraries.get(name).followed(), when + ": " + name);
    }
  }

  private Map<String, String> listed() throws Exception {
    String each = "{range .items[*]}{.metadata.name} {.metadata.resourceVersion}{\"\\n\"}{end}";
    Map<String, String> versions = new TreeMap<>();
    server
        .kubectl()
        .run("get", "configmaps", "-n", "drill", "-o", "jsonpath=" + each)
        .ok()
        .out()
        .lines()
        .map(line -> line.split(" "))
        .forEach(words -> versions.put(words[0], words[1]));
    return versions;
  }
}

package io.binnacle.itests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.Kubectl;
import io.binnacle.itests.Outcome;
import io.binnacle.itests.TestServer;
import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The commands that kubectl has for all types, each with an object of every type that the server
 * lists, one after the other on the same objects.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryResourceIT {
  /** Types whose objects are not made by people, and reviews, which are never stored. */
  private static final Set<String> NOT_MADE = Set.of("componentstatuses", "bindings");

  /** Kinds whose objects change what the server serves or where, and an answer that is not kept. */
  private static final Set<String> LEFT_OUT =
      Set.of("CustomResourceDefinition", "APIService", "Namespace", "Eviction", "Plugin");

  private TestServer server;
  private Kubectl kubectl;
  private String objects = "";
  private final Set<String> made = new TreeSet<>();

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start();
    kubectl = server.kubectl();
    objects = server.folder().resolve("objects").toString();
    Files.createDirectories(Path.of(objects));
    Path defaults = Path.of("src/test/resources/facts/defaults.json.gz");
    // In order, so that of several objects of a type the plain one is taken.
    for (Map.Entry<String, Object> each : new TreeMap<>(tree(defaults)).entrySet()) {
      Map<?, ?> sent = (Map<?, ?>) ((Map<?, ?>) each.getValue()).get("sent");
      if (sent != null
          && sent.get("apiVersion") instanceof String apiVersion
          && sent.get("kind") instanceof String kind
          && !each.getKey().startsWith("custom-")
          && !kind.endsWith("Review")
          && !LEFT_OUT.contains(kind)) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        if (made.add(kind + "." + group)) {
          Files.writeString(Path.of(objects, each.getKey() + ".json"), Json.text(sent));
        }
      }
    }
    kubectl.run("create", "namespace", "facts").ok();
    kubectl.run("config", "set-context", "--current", "--namespace=facts").ok();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return (Map<String, Object>)
          Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private String ok(String... arguments) throws Exception {
    return kubectl.run(arguments).ok().out();
  }

  /** Runs a command that tells one line of each object. */
  private void eachIs(String done, String... arguments) throws Exception {
    List<String> lines = ok(arguments).lines().filter(line -> line.contains(done)).toList();
    assertEquals(made.size(), lines.size(), () -> String.join("\n", lines));
  }

  @Test
  @Order(1)
  void eachIsCreated() throws Exception {
    eachIs(" created", "create", "-f", objects);
  }

  @Test
  @Order(2)
  void eachIsShownInAllFormats() throws Exception {
    eachIs("/", "get", "-f", objects, "-o", "name");
    String json = ok("get", "-f", objects, "-o", "json");
    Map<?, ?> list = (Map<?, ?>) Json.parse(json);
    assertEquals(made.size(), ((List<?>) list.get("items")).size());
    String wide = ok("get", "-f", objects, "-o", "wide");
    assertTrue(wide.lines().filter(line -> line.startsWith("NAME ")).count() > 40, wide);
    String yaml = ok("get", "-f", objects, "-o", "yaml");
    assertEquals(made.size(), yaml.lines().filter(line -> line.startsWith("  kind: ")).count());
  }

  @Test
  @Order(3)
  void eachIsDescribed() throws Exception {
    String told = ok("describe", "-f", objects);
    assertEquals(made.size(), told.lines().filter(line -> line.startsWith("Name:")).count(), told);
  }

  @Test
  @Order(4)
  void eachTakesLabelsAndAnnotations() throws Exception {
    eachIs(" labeled", "label", "-f", objects, "every=one");
    eachIs(" annotated", "annotate", "-f", objects, "every=one");
    eachIs(" unlabeled", "label", "-f", objects, "every-");
  }

  @Test
  @Order(5)
  void eachIsPatchedInThreeWays() throws Exception {
    String merge = "{\"metadata\":{\"labels\":{\"patched\":\"merge\"}}}";
    eachIs(" patched", "patch", "-f", objects, "--type=merge", "-p", merge);
    String json = "[{\"op\":\"replace\",\"path\":\"/metadata/labels/patched\",\"value\":\"json\"}]";
    eachIs(" patched", "patch", "-f", objects, "--type=json", "-p", json);
    String strategic = merge.replace("\"merge\"", "\"strategic\"");
    eachIs(" patched", "patch", "-f", objects, "-p", strategic);
  }

  @Test
  @Order(6)
  void eachIsAppliedAndThenAsItWas() throws Exception {
    eachIs(" configured", "apply", "-f", objects);
    String[] versions = {
      "get", "-f", objects, "-o", "jsonpath={.items[*].metadata.resourceVersion}"
    };
    String before = ok(versions);
    // kubectl calls objects configured whose atomic lists the server fills with defaults.
    eachIs("/", "apply", "-f", objects);
    assertEquals(before, ok(versions));
    eachIs(" serverside-applied", "apply", "--server-side", "--force-conflicts", "-f", objects);
    Outcome diff = kubectl.run("diff", "-f", objects);
    assertEquals("", diff.out());
    assertEquals(0, diff.status(), diff.err());
  }

  @Test
  @Order(7)
  void allShowsWhatRuns() throws Exception {
    String all = ok("get", "all", "-A", "-o", "wide");
    for (String type :
        List.of(
            "pod/",
            "replicationcontroller/",
            "service/",
            "daemonset.apps/",
            "deployment.apps/",
            "replicaset.apps/",
            "statefulset.apps/",
            "horizontalpodautoscaler.autoscaling/",
            "cronjob.batch/",
            "job.batch/")) {
      assertTrue(all.lines().anyMatch(line -> line.matches("\\S+ +\\Q" + type + "\\E.*")), all);
    }
  }

  @Test
  @Order(8)
  void everyListedTypeIsListedExplainedAndCovered() throws Exception {
    Set<String> kinds = new HashSet<>();
    List<String> failures = new ArrayList<>();
    StringBuilder listable = new StringBuilder();
    for (String line : ok("api-resources", "--no-headers", "-o", "wide").split("\n")) {
      String[] words = line.trim().split(" {2,}");
      int namespaced = List.of(words).indexOf("true");
      int at = namespaced >= 0 ? namespaced : List.of(words).indexOf("false");
      String group = words[at - 1].contains("/") ? words[at - 1].replaceAll("/.*", "") : "";
      String type = words[0] + (group.isEmpty() ? "" : "." + group);
      Outcome explained =
          kubectl.run("explain", words[0], "--recursive", "--api-version=" + words[at - 1]);
      if (explained.status() != 0 || !explained.out().contains("  apiVersion\t<string>")) {
        failures.add(type + ": " + explained.out() + explained.err());
      }
      if (words[at + 2].contains("list") && !NOT_MADE.contains(words[0])) {
        listable.append(listable.isEmpty() ? "" : ",").append(type);
        kinds.add(words[at + 1]);
      }
    }
    assertEquals(List.of(), failures);
    assertTrue(kinds.size() > 55, kinds::toString);
    Set<String> missing = new TreeSet<>(kinds);
    made.forEach(kind -> missing.remove(kind.substring(0, kind.indexOf('.'))));
    missing.removeAll(LEFT_OUT);
    assertEquals(Set.of(), missing);
    String names = ok("get", listable.toString(), "-A", "-o", "name");
    assertTrue(names.lines().count() > made.size(), names);
  }

  @Test
  @Order(9)
  void eachIsDeleted() throws Exception {
    eachIs(" deleted", "delete", "-f", objects, "--wait=false", "--grace-period=1");
  }
}

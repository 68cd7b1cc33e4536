package io.binnacle.itests.facts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares discovery, Table columns, OpenAPI, defaults and refusals with those of kube-apiserver
 * 1.36, prints how many rows equal, and writes those that differ to {@code target/facts.txt}. The
 * counts in {@code counts.txt} must be reached; they only grow. What differs must be explained in
 * {@code explained.txt}.
 */
class FactsIT {
  @TempDir private Path folder;

  @Test
  void noCountFalls() throws Exception {
    Path tokens = Files.writeString(folder.resolve("tokens"), "facts,admin,admin,system:masters\n");
    StringBuilder report = new StringBuilder();
    List<String> fallen = new ArrayList<>();
    List<String> unexplained = new ArrayList<>();
    List<String[]> explained = explanations();
    Map<String, Integer> wanted = counts();
    try (TestServer server =
        TestServer.start(
            "--token-auth-file=" + tokens,
            "--service-cluster-ip-range=10.0.0.0/16",
            "--controllers=-*")) {
      Peer peer = new Peer(server.trust(), server.url(), "facts");
      OpenApiFacts openApi = new OpenApiFacts(peer);
      List<Comparison> all =
          List.of(
              DiscoveryFacts.resources(peer),
              DiscoveryFacts.columns(peer),
              openApi.schemas(),
              openApi.paths(),
              ObjectFacts.defaults(peer),
              ObjectFacts.errors(peer));
      for (Comparison each : all) {
        System.out.println(each.summary());
        report.append(each.summary()).append('\n');
        for (String line : each.differences()) {
          report.append("    ").append(line).append('\n');
          if (explained.stream().noneMatch(why -> covers(why, each.name(), line))) {
            unexplained.add(line);
          }
        }
        if (each.equal() < wanted.getOrDefault(each.name(), 0)) {
          fallen.add(each.summary() + ", once " + wanted.get(each.name()));
        }
      }
    }
    Files.writeString(
        Files.createDirectories(Path.of("target")).resolve("facts.txt"), report.toString());
    assertTrue(fallen.isEmpty(), () -> String.join("\n", fallen) + "\n" + report);
    assertTrue(unexplained.isEmpty(), () -> "not explained:\n" + String.join("\n", unexplained));
  }

  private static List<String[]> explanations() throws IOException {
    return Files.readAllLines(Facts.FOLDER.resolve("explained.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t"))
        .toList();
  }

  private static boolean covers(String[] explanation, String comparison, String difference) {
    return explanation[0].equals(comparison) && difference.startsWith(explanation[1]);
  }

  private static Map<String, Integer> counts() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : Files.readAllLines(Facts.FOLDER.resolve("counts.txt"))) {
      String[] words = line.split(" ");
      counts.put(words[0], Integer.valueOf(words[1]));
    }
    return counts;
  }
}

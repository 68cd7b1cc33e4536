package io.binnacle.itests.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.TestServer;
import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays recorded conversations. Those named in {@code must-pass.txt} must pass, and the list only
 * grows. With {@code -Dbinnacle.conversations=all} the others are played as well (which takes some
 * minutes): one that passes and is not named is a failure too, until it is added, and one that does
 * not pass must be explained in {@code explained.txt}.
 */
class ConversationIT {
  private static final Path FOLDER = Path.of("src/test/resources/conversations");

  private static final boolean ALL = "all".equals(System.getProperty("binnacle.conversations"));

  @TempDir private Path folder;

  @Test
  void theConversationsThatPassedStillPass() throws Exception {
    Set<String> mustPass = new TreeSet<>(Files.readAllLines(FOLDER.resolve("must-pass.txt")));
    Set<String> passed = new TreeSet<>();
    StringBuilder report = new StringBuilder();
    List<String> broken = new ArrayList<>();
    String token = "conversations";
    Path tokens =
        Files.writeString(folder.resolve("tokens"), token + ",admin,admin,system:masters\n");
    try (TestServer server =
        TestServer.start(
            "--token-auth-file=" + tokens,
            "--service-cluster-ip-range=10.0.0.0/16",
            "--disable-admission-plugins=ServiceAccount",
            "--controllers=-*")) {
      ApiConnection api = new ApiConnection(server.trust(), server.url(), token);
      for (Path file : scripts()) {
        String name = file.getFileName().toString().replace(".json", "");
        if (!ALL && !mustPass.contains(name)) {
          continue;
        }
        List<String> differences = play(file, api);
        if (differences.isEmpty()) {
          passed.add(name);
          continue;
        }
        report.append(name).append('\n');
        differences.forEach(line -> report.append("    ").append(line).append('\n'));
        if (mustPass.contains(name) || !explained(name)) {
          broken.add(name + ": " + differences.get(0));
        }
      }
    }
    Path written = Files.createDirectories(Path.of("target")).resolve("conversations.txt");
    Files.writeString(written, report);
    System.out.println(
        passed.size() + " conversations pass; the differences of the others are in " + written);
    passed.removeAll(mustPass);
    assertTrue(broken.isEmpty(), () -> String.join("\n", broken));
    assertTrue(passed.isEmpty(), () -> "add to must-pass.txt: " + String.join(" ", passed));
  }

  private static boolean explained(String name) throws IOException {
    return Files.readAllLines(FOLDER.resolve("explained.txt")).stream()
        .anyMatch(line -> line.startsWith(name + "\t"));
  }

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> play(Path file, ApiConnection api) throws IOException {
    Map<String, Object> script = (Map<String, Object>) Json.parse(Files.readAllBytes(file));
    Conversation conversation = new Conversation(script, api);
    try {
      return conversation.play();
    } catch (RuntimeException e) {
      return List.of(e.toString());
    } finally {
      conversation.cleanUp();
    }
  }
}

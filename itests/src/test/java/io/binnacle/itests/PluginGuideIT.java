package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.Walkthrough.CodeBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/plugins.md shows is what the examples are, and what it tells to do works. */
class PluginGuideIT {
  private static final Path GUIDE = Walkthrough.ROOT.resolve("docs/plugins.md");
  private static final Path EXAMPLES = Walkthrough.ROOT.resolve("examples");

  @Test
  void everyCommandOfTheGuideWorks() throws Exception {
    new Walkthrough(GUIDE).run();
  }

  @Test
  void everyPieceOfCodeStandsInAnExample() throws IOException {
    List<List<String>> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      for (Path file : files.filter(PluginGuideIT::isSource).toList()) {
        sources.add(stripped(Files.readAllLines(file)));
      }
    }
    List<String> strange = new ArrayList<>();
    int pieces = 0;
    for (CodeBlock block : CodeBlock.in(GUIDE)) {
      if (!block.language().equals("console")) {
        pieces++;
        List<String> lines = stripped(block.lines());
        if (sources.stream().noneMatch(s -> Collections.indexOfSubList(s, lines) >= 0)) {
          strange.add("line " + block.line() + ": " + block.lines().get(0));
        }
      }
    }
    assertEquals(List.of(), strange, "pieces of code that stand in no example");
    assertTrue(pieces > 8, "only " + pieces + " pieces of code");
  }

  private static boolean isSource(Path file) {
    return Files.isRegularFile(file)
        && file.toString().matches(".*\\.(java|yaml|xml)")
        && !file.toString().contains("/target/");
  }

  /** A piece may stand further left than in its file. */
  private static List<String> stripped(List<String> lines) {
    return lines.stream().map(String::strip).toList();
  }
}

package io.binnacle.storage.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes that die at any moment. System properties: {@code binnacle.kills} (how often, 5
 * unless said otherwise), {@code binnacle.seed} repeats the moments.
 */
class KillTest {
  @TempDir Path temp;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsHalfAfterKills() throws Exception {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    System.out.println("binnacle.seed=" + seed);
    Random random = new Random(seed);
    Path dir = temp.resolve("data");
    Map<String, Integer> acknowledged = new HashMap<>();
    long newest = 1;
    int kills = Integer.getInteger("binnacle.kills", 5);
    for (int kill = 0; kill < kills; kill++) {
      List<String> lines;
      try (WriterProcess process = WriterProcess.start(dir)) {
        process.awaitLines(1 + random.nextInt(200));
        Thread.sleep(random.nextInt(600));
        lines = process.kill();
      }
      for (String line : lines) {
        String[] part = line.split(" ");
        acknowledged.merge(part[0], Integer.parseInt(part[1]), Math::max);
        newest = Math.max(newest, Long.parseLong(part[2]));
      }
      check(dir, acknowledged, newest);
    }
    assertFalse(StoreSteps.files(dir, ".snap").isEmpty(), "the run met no snapshot");
    assertTrue(newest > 100L * kills, "only " + newest + " writes");
  }

  private static void check(Path dir, Map<String, Integer> acknowledged, long newest) {
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, StoreSteps.QUIET)) {
      assertTrue(StoreSteps.revision(storage) >= newest);
      Map<String, String> all = StoreSteps.all(storage, 0);
      acknowledged.forEach(
          (key, number) -> {
            String value = all.get(key);
            assertNotNull(value, key + " is lost");
            int stored = Integer.parseInt(value.substring(value.lastIndexOf('=') + 1));
            assertTrue(stored >= number, key + " is back at " + stored + ", was " + number);
          });
      all.forEach(
          (key, value) -> {
            int stored = Integer.parseInt(value.substring(value.lastIndexOf('=') + 1));
            assertEquals(KillTarget.value(key, stored), value);
          });
    }
  }

  @Test
  void aWriteThatFindsNoRoomChangesNothingAndSmallerOnesGoOn() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash for its limit of file sizes");
    Path dir = temp.resolve("data");
    List<String> command = new ArrayList<>(WriterProcess.command(dir));
    command.add("fill");
    command.addAll(
        0, List.of("/bin/bash", "-c", "ulimit -f 200; exec \"$@\" -XX:-UsePerfData", "limited"));
    command.remove(command.indexOf("-Xmx128m"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), output);
    assertTrue(output.contains("wrote 1\nNO_SPACE at 2\nhealth writes fail"), output);
    assertTrue(output.contains("read 2\nsmall 4\nhealth \n"), output);
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, StoreSteps.QUIET)) {
      assertEquals(
          List.of("/large/0", "/large/1", "/small"),
          List.copyOf(StoreSteps.all(storage, 0).keySet()));
      assertEquals(4, StoreSteps.revision(storage));
    }
  }
}

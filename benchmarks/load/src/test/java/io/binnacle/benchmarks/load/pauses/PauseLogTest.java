package io.binnacle.benchmarks.load.pauses;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseLogTest {
  @TempDir Path folder;

  @Test
  void pausesAreReadAndConcurrentWorkIsNot() throws IOException {
    Path file = folder.resolve("gc.log");
    Files.writeString(
        file,
        """
        [0.1s][info][gc] Using G1
        [1.1s][info][gc] GC(0) Pause Young (Allocation Failure) 12M->3M(40M) 4.125ms
        [1.2s][info][gc] GC(1) Concurrent Mark Cycle 80.500ms
        [1.3s][info][gc] GC(2) Pause Full (System.gc()) 20M->9M(40M) 61.002ms
        """);
    PauseLog log = PauseLog.read(file);
    assertEquals(List.of(4.125, 61.002), log.millis());
    assertEquals(61.002, log.max());
    assertEquals(List.of(61.002), log.since(new PauseLog(List.of(4.125))).millis());
  }
}

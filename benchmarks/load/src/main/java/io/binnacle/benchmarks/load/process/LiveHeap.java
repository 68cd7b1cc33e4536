package io.binnacle.benchmarks.load.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a Java process holds on its heap, asked by {@code jcmd PID GC.class_histogram}. */
final class LiveHeap {
  private LiveHeap() {}

  static long bytes(Settings settings, long pid) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                settings.tool("jcmd").toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    // The last line: Total, instances, bytes.
    String[] total = output.strip().lines().reduce("", (first, last) -> last).split("\\s+");
    if (total.length < 3 || !total[0].equals("Total")) {
      throw new IOException("jcmd: " + output.lines().findFirst().orElse("no answer"));
    }
    return Long.parseLong(total[2]);
  }
}

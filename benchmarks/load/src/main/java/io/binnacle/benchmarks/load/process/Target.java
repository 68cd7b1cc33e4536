package io.binnacle.benchmarks.load.process;

import io.binnacle.benchmarks.load.client.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server under load, and the processes whose cost is counted as its own.
 *
 * @param name as shown in results
 * @param pids of the server and, if it has one, its etcd
 */
public record Target(String name, Endpoint endpoint, List<Long> pids) {
  private static final long MICROS_PER_TICK = 10_000;

  /** User and system time spent so far, in microseconds, by the kernel's count of 10 ms each. */
  public long cpuMicros() throws IOException {
    long ticks = 0;
    for (long pid : pids) {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
    return ticks * MICROS_PER_TICK;
  }

  /** Resident memory now, in MiB. */
  public long residentMiB() throws IOException {
    long kib = 0;
    for (long pid : pids) {
      for (String line :
          Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.UTF_8)) {
        if (line.startsWith("VmRSS:")) {
          kib += Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    }
    return kib / 1024;
  }
}

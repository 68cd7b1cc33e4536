package io.binnacle.rest.metrics;

import io.binnacle.api.metrics.Labels;
import io.binnacle.api.metrics.MetricSink;
import io.binnacle.api.metrics.MetricSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What the operating system and the JVM tell of the process. */
final class ProcessMetrics implements MetricSource {
  @Override
  public void collect(MetricSink sink) {
    ProcessHandle.Info info = ProcessHandle.current().info();
    long started = info.startInstant().map(Instant::toEpochMilli).orElse(0L);
    sink.gauge(
        "process_start_time_seconds",
        "Start of the process, in Unix seconds.",
        Labels.NONE,
        started / 1000.0);
    long cpu = info.totalCpuDuration().map(d -> d.toMillis()).orElse(0L);
    sink.counter(
        "process_cpu_seconds_total", "Processor time used, in seconds.", Labels.NONE, cpu / 1000.0);
    sink.gauge(
        "process_resident_memory_bytes", "Resident memory in bytes.", Labels.NONE, residentBytes());
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    sink.gauge(
        "jvm_memory_used_bytes", "Used heap in bytes.", Labels.of("area", "heap"), heap.getUsed());
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    sink.gauge("jvm_threads_current", "Live threads.", Labels.NONE, threads);
  }

  /** From Linux's accounting; 0 where there is none. */
  private static long residentBytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }
}

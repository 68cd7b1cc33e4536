package io.binnacle.rest.metrics;

import io.binnacle.rest.answer.Exchange;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.IntSupplier;

/** Answers {@code /metrics}. */
public final class MetricsPage {
  private static final String CONTENT_TYPE =
      "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

  private final RequestMetrics requests;
  private final IntSupplier reading;
  private final IntSupplier mutating;
  private final IntSupplier watches;

  /**
   * @param reading requests in flight that only read
   * @param mutating requests in flight that write
   * @param watches open watches
   */
  public MetricsPage(
      RequestMetrics requests, IntSupplier reading, IntSupplier mutating, IntSupplier watches) {
    this.requests = requests;
    this.reading = reading;
    this.mutating = mutating;
    this.watches = watches;
  }

  public void serve(Exchange exchange) {
    PrometheusText out = new PrometheusText();
    requests.write(out);
    out.family(
        "apiserver_current_inflight_requests",
        "gauge",
        "Number of requests in flight by kind, watches left out.");
    out.sample(
        "apiserver_current_inflight_requests", "request_kind=\"readOnly\"", reading.getAsInt());
    out.sample(
        "apiserver_current_inflight_requests", "request_kind=\"mutating\"", mutating.getAsInt());
    out.family("apiserver_longrunning_requests", "gauge", "Number of open watches.");
    out.sample("apiserver_longrunning_requests", "verb=\"WATCH\"", watches.getAsInt());
    process(out);
    exchange.raw(200, CONTENT_TYPE, out.toString().getBytes(StandardCharsets.UTF_8), false);
  }

  private static void process(PrometheusText out) {
    long started =
        ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    out.family("process_start_time_seconds", "gauge", "Start of the process, in Unix seconds.");
    out.sample("process_start_time_seconds", "", started / 1000.0);
    long cpu = ProcessHandle.current().info().totalCpuDuration().map(d -> d.toMillis()).orElse(0L);
    out.family("process_cpu_seconds_total", "counter", "Processor time used, in seconds.");
    out.sample("process_cpu_seconds_total", "", cpu / 1000.0);
    out.family("process_resident_memory_bytes", "gauge", "Resident memory in bytes.");
    out.sample("process_resident_memory_bytes", "", residentBytes());
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    out.family("jvm_memory_used_bytes", "gauge", "Used heap in bytes.");
    out.sample("jvm_memory_used_bytes", "area=\"heap\"", heap.getUsed());
    out.family("jvm_threads_current", "gauge", "Live threads.");
    out.sample("jvm_threads_current", "", ManagementFactory.getThreadMXBean().getThreadCount());
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

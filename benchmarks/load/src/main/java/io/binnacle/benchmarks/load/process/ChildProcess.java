package io.binnacle.benchmarks.load.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process started here, which ends with this one whatever happens. What it prints to stdout is
 * read for the line that says it serves; stderr goes to a file.
 */
final class ChildProcess implements AutoCloseable {
  private static final long STOP_SECONDS = 60;

  private final Process process;
  private final Path log;
  private final Thread endsWithThis;
  private final CompletableFuture<String> awaited = new CompletableFuture<>();

  /**
   * @param sign what the awaited line of stdout begins with
   */
  ChildProcess(ProcessBuilder builder, Path log, String sign) throws IOException {
    this.log = log;
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    this.process = builder.start();
    this.endsWithThis = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(endsWithThis);
    Thread reader = new Thread(() -> read(sign), "stdout of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  private void read(String sign) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(sign)) {
          awaited.complete(line);
        }
      }
      awaited.completeExceptionally(new IOException("it ended"));
    } catch (IOException e) {
      awaited.completeExceptionally(e);
    }
  }

  /** The awaited line. */
  String line(long seconds) throws IOException, InterruptedException {
    try {
      return awaited.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("not started: " + e.getCause().getMessage() + said(), e);
    } catch (TimeoutException e) {
      throw new IOException("not started within " + seconds + " s" + said(), e);
    }
  }

  /** The end of what it printed to stderr. */
  private String said() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  long pid() {
    return process.pid();
  }

  /** Ends it in order, or by force if that takes too long. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("process " + process.pid() + " does not stop and is killed");
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(endsWithThis);
    } catch (IllegalStateException e) {
      // This process is ending, and the hook has run.
    }
  }
}

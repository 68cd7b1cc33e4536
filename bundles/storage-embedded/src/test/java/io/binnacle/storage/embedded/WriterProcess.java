package io.binnacle.storage.embedded;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link KillTarget} in a JVM of its own, and what it has printed. */
final class WriterProcess implements AutoCloseable {
  private final Process process;
  private final Thread reader;
  private final List<String> lines = new ArrayList<>();

  private WriterProcess(Process process) {
    this.process = process;
    reader = new Thread(this::read);
    reader.start();
  }

  static WriterProcess start(Path dir) throws IOException {
    return new WriterProcess(
        new ProcessBuilder(command(dir)).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  static List<String> command(Path dir) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-cp",
        System.getProperty("java.class.path"),
        KillTarget.class.getName(),
        dir.toString());
  }

  long pid() {
    return process.pid();
  }

  void awaitLines(int count) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (size() < count) {
      assertTrue(process.isAlive(), "the writer process ended by itself");
      assertTrue(System.nanoTime() < end, "the writer process writes nothing");
      Thread.sleep(2);
    }
  }

  private int size() {
    synchronized (lines) {
      return lines.size();
    }
  }

  /** Sends SIGKILL and returns all whole lines that were printed before. */
  List<String> kill() throws InterruptedException {
    // Not Process.destroyForcibly: that also throws away what is still in the pipe.
    process.toHandle().destroyForcibly();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    reader.join();
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      StringBuilder line = new StringBuilder();
      for (int c = out.read(); c >= 0; c = out.read()) {
        if (c == '\n') {
          synchronized (lines) {
            lines.add(line.toString());
          }
          line.setLength(0);
        } else {
          line.append((char) c);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

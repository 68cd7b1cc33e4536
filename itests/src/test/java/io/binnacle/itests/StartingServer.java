package io.binnacle.itests;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's process that has not said yet that it is ready. Closed before it has, it is killed;
 * its folder stays.
 */
public final class StartingServer implements AutoCloseable {
  private static final long READY_SECONDS = 70;
  private static final Pattern READY = Pattern.compile("Serving (https://\\S+), kubeconfig (\\S+)");

  private final Path folder;
  private final Process process;
  private final CompletableFuture<String> firstLine;
  private boolean ready;

  private StartingServer(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    BufferedReader out = process.inputReader();
    this.firstLine =
        CompletableFuture.supplyAsync(() -> read(out), task -> new Thread(task, "ready").start());
  }

  /** Starts a server on a free port unless the flags name one. */
  public static StartingServer launch(Path folder, String... flags) throws IOException {
    List<String> words = new ArrayList<>(TestServer.command(folder.resolve("data")));
    words.add("--secure-port=0");
    words.addAll(List.of(flags));
    ProcessBuilder server =
        new ProcessBuilder(words)
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    // It lives for seconds: a quarter of its time would be spent on code that it never runs.
    server.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    return new StartingServer(folder, server.start());
  }

  /** Whether it still runs and has not said that it is ready. */
  public boolean isStarting() {
    return process.isAlive() && !firstLine.isDone();
  }

  /** Waits for the ready line. Whoever gets the server closes that. */
  public TestServer awaitReady() throws IOException, InterruptedException {
    Matcher line = READY.matcher(line());
    if (!line.matches()) {
      process.destroyForcibly().waitFor();
      throw new AssertionError(
          "the server is not ready:\n" + Files.readString(folder.resolve("log")));
    }
    ready = true;
    return new TestServer(folder, process, line.group(1), Path.of(line.group(2)));
  }

  private String line() throws InterruptedException {
    try {
      return firstLine.get(READY_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return "";
    }
  }

  private static String read(BufferedReader out) {
    try {
      String line = out.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    if (!ready) {
      process.destroyForcibly().onExit().join();
    }
  }
}

package io.binnacle.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * A server of the distribution as a process of its own, in a temporary folder on a free port:
 *
 * <pre>{@code
 * try (TestServer server = TestServer.start()) {
 *   server.kubectl().run("get", "namespaces").ok();
 * }
 * }</pre>
 *
 * <p>{@link #close} ends it by SIGTERM, waits and removes the folder. What it wrote to stderr is in
 * {@link #log}.
 */
public final class TestServer implements AutoCloseable {
  private static final long STOP_SECONDS = 70;

  private final Path folder;
  private final Process process;
  private final String url;
  private final Path kubeconfig;

  TestServer(Path folder, Process process, String url, Path kubeconfig) {
    this.folder = folder;
    this.process = process;
    this.url = url;
    this.kubeconfig = kubeconfig;
  }

  /** Starts a server in a new folder. */
  public static TestServer start(String... flags) throws IOException, InterruptedException {
    return startIn(Files.createTempDirectory("binnacle"), flags);
  }

  /** Starts a server in a folder that may hold the data of an earlier one. */
  public static TestServer startIn(Path folder, String... flags)
      throws IOException, InterruptedException {
    return StartingServer.launch(folder, flags).awaitReady();
  }

  /** Runs a server that is expected to end by itself. */
  public static Outcome run(Path dataDir, String... flags)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(command(dataDir));
    words.addAll(List.of(flags));
    return Command.run(words, java.util.Map.of(), "");
  }

  static List<String> command(Path dataDir) {
    return List.of(
        "bash",
        Distribution.home().resolve("bin/binnacle").toString(),
        "server",
        "--data-dir=" + dataDir);
  }

  /** The address that the ready line named. */
  public String url() {
    return url;
  }

  /** The administrator's kubeconfig. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** The folder of this server: its data is in {@code data}, its log in {@code log}. */
  public Path folder() {
    return folder;
  }

  /** What the server has written to stderr so far. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** The server's process id. */
  public long pid() {
    return process.pid();
  }

  /** A TLS context that trusts the server and shows it the administrator's certificate. */
  public SSLContext tls() throws GeneralSecurityException, IOException {
    return Kubeconfig.read(kubeconfig).tls();
  }

  /** A TLS context that trusts the server and shows it no certificate. */
  public SSLContext trust() throws GeneralSecurityException, IOException {
    return Kubeconfig.read(kubeconfig).trust();
  }

  /** kubectl as the administrator. */
  public Kubectl kubectl() {
    return new Kubectl(kubeconfig, folder);
  }

  /** Ends the server at once, as {@code kill -9} does; the folder stays. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends the server by SIGTERM and gives its exit status; the folder stays. */
  public int stop() throws InterruptedException {
    process.toHandle().destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("the server did not stop within " + STOP_SECONDS + " s");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

package io.binnacle.storage.etcd.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One etcd member as a process of its own on the loopback interface: to be started, killed, started
 * again on the same data, paused and resumed.
 */
public final class EtcdProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final String name;
  private final Path folder;
  private final int clientPort;
  private final int peerPort;
  private final List<String> flags = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;

  EtcdProcess(String name, Path folder, List<String> flags) {
    this.name = name;
    this.folder = folder;
    this.clientPort = freePort();
    this.peerPort = freePort();
    this.flags.addAll(flags);
  }

  /**
   * A cluster of one, serving. Quick to start; its elections are too nervous for a busy machine.
   */
  public static EtcdProcess single(Path folder, String... flags) {
    List<String> all =
        new ArrayList<>(List.of("--heartbeat-interval=20", "--election-timeout=200"));
    all.addAll(List.of(flags));
    EtcdProcess member = new EtcdProcess("one", folder, all);
    member.startAgain();
    member.awaitServing();
    return member;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients connect. */
  public String url() {
    boolean tls = flags.stream().anyMatch(flag -> flag.startsWith("--cert-file"));
    return (tls ? "https" : "http") + "://127.0.0.1:" + clientPort;
  }

  String name() {
    return name;
  }

  String peerUrl() {
    return "http://127.0.0.1:" + peerPort;
  }

  public long pid() {
    return process.pid();
  }

  /** Starts the process on its data, with the members as {@code name=url,…}. */
  void start(String cluster) {
    List<String> command = new ArrayList<>();
    command.add(EtcdBinary.find().toString());
    command.addAll(
        List.of(
            "--name=" + name,
            "--data-dir=" + folder.resolve(name),
            "--listen-client-urls=" + url(),
            "--advertise-client-urls=" + url(),
            "--listen-peer-urls=" + peerUrl(),
            "--initial-advertise-peer-urls=" + peerUrl(),
            "--initial-cluster=" + cluster,
            "--logger=zap",
            "--log-level=warn"));
    command.addAll(flags);
    try {
      Files.createDirectories(folder);
      Path log = folder.resolve(name + ".log");
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /** Starts a cluster of one anew on its data. */
  public void startAgain() {
    start(name + "=" + peerUrl());
  }

  /** Waits until it answers a linearizable read, or with TLS until it takes connections. */
  public void awaitServing() {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IllegalStateException("etcd ended, see " + folder.resolve(name + ".log"));
      }
      try {
        if (url().startsWith("http:")) {
          post("/v3/kv/range", "{\"key\":\"AA==\"}");
        } else {
          new Socket(InetAddress.getLoopbackAddress(), clientPort).close();
        }
        return;
      } catch (UncheckedIOException | IOException e) {
        sleep();
      }
    }
    throw new IllegalStateException("etcd does not serve, see " + folder.resolve(name + ".log"));
  }

  private static void sleep() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Calls the JSON form of the API.
   *
   * @return the answer's text
   * @throws UncheckedIOException if it is not answered with 200
   */
  public String post(String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(5))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(path + " " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it leads its cluster; false if it does not answer. */
  public boolean isLeader() {
    try {
      String status = post("/v3/maintenance/status", "{}");
      String leader = field(status, "leader");
      return !leader.isEmpty() && leader.equals(field(status, "member_id"));
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"(\\d+)\"").matcher(json);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Ends it with SIGKILL; its data stay. */
  public void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("etcd " + process.pid() + " does not die");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops it where it is (SIGSTOP): connections stay open and nothing answers. */
  public void pause() {
    signal("-STOP");
  }

  /** Lets it go on after {@link #pause}. */
  public void resume() {
    signal("-CONT");
  }

  private void signal(String which) {
    try {
      new ProcessBuilder("kill", which, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}

package io.binnacle.itests.etcd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A real etcd as a process of its own, alone or one of several, on free ports of the loopback
 * address. It keeps its ports and its data when it is killed and launched again. The program is
 * {@code etcd} in the folder {@code binnacle.tools}, or the one that {@code binnacle.etcd} names.
 */
final class EtcdMember implements AutoCloseable {
  /** The oldest version that is for use. */
  static final String OLD = "etcd";

  /** A newer one. */
  static final String NEW = "etcd-new";

  private static final long READY_SECONDS = 30;

  private final Path program;
  private final Path folder;
  private final String name;
  private final String scheme;
  private final int clientPort;
  private final int peerPort;
  private final List<String> flags = new ArrayList<>();
  private @Nullable Process process;
  private long logRead;

  private EtcdMember(String program, Path folder, String name, String scheme) throws IOException {
    this.program = tool(program);
    this.folder = folder;
    this.name = name;
    this.scheme = scheme;
    this.clientPort = FreePort.find();
    this.peerPort = FreePort.find();
  }

  /** Starts one that is a cluster by itself. */
  static EtcdMember start(Path folder, String... flags) throws IOException, InterruptedException {
    return start(System.getProperty("binnacle.etcd", OLD), folder, flags);
  }

  /** The same with the program to take, {@link #OLD} or {@link #NEW}. */
  static EtcdMember start(String program, Path folder, String... flags)
      throws IOException, InterruptedException {
    EtcdMember member = prepared(program, folder, "http", flags);
    member.launch();
    return member;
  }

  /** One that is not running yet but whose URL is known. */
  static EtcdMember prepared(String program, Path folder, String scheme, String... flags)
      throws IOException {
    EtcdMember member = new EtcdMember(program, folder, "alone", scheme);
    member.flags.addAll(List.of(flags));
    member.flags.add("--initial-cluster=" + member.inCluster());
    return member;
  }

  /** Starts several that make up one cluster. */
  static List<EtcdMember> cluster(Path folder, int size) throws IOException, InterruptedException {
    List<EtcdMember> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      members.add(
          new EtcdMember(System.getProperty("binnacle.etcd", OLD), folder, "m" + i, "http"));
    }
    String all = members.stream().map(EtcdMember::inCluster).collect(Collectors.joining(","));
    for (EtcdMember member : members) {
      member.flags.add("--initial-cluster=" + all);
      // Half of the default, so that a new leader is found sooner.
      member.flags.add("--heartbeat-interval=50");
      member.flags.add("--election-timeout=500");
      member.run();
    }
    for (EtcdMember member : members) {
      member.awaitReady();
    }
    return members;
  }

  /** The value of {@code --etcd-servers} for all of these. */
  static String servers(List<EtcdMember> members) {
    return "--etcd-servers="
        + members.stream().map(EtcdMember::url).collect(Collectors.joining(","));
  }

  String url() {
    return scheme + "://127.0.0.1:" + clientPort;
  }

  /** The flag by which a server uses this alone. */
  String serversFlag() {
    return "--etcd-servers=" + url();
  }

  /** A way into it for a test, for a server with the usual prefix. */
  EtcdGateway gateway() {
    return gateway("/registry");
  }

  EtcdGateway gateway(String prefix) {
    return new EtcdGateway(url(), prefix);
  }

  /** Starts it, for the first time or on its data, and waits until it serves. */
  void launch() throws IOException, InterruptedException {
    run();
    awaitReady();
  }

  /** Starts it and does not wait: one of several serves only once enough of them run. */
  void run() throws IOException {
    Path log = log();
    logRead = Files.exists(log) ? Files.size(log) : 0;
    List<String> words =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--name=" + name,
                "--data-dir=" + folder.resolve(name),
                "--listen-client-urls=" + url(),
                "--advertise-client-urls=" + url(),
                "--listen-peer-urls=" + peerUrl(),
                "--initial-advertise-peer-urls=" + peerUrl()));
    words.addAll(flags);
    process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!said("ready to serve client requests")) {
      Process running = process;
      if (running == null || !running.isAlive() || System.nanoTime() - end >= 0) {
        throw new AssertionError("etcd does not start:\n" + Files.readString(log()));
      }
      Thread.sleep(20);
    }
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Stops its threads where they are: its connections stay open and nothing is answered. */
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  @Override
  public void close() {
    kill();
  }

  private boolean said(String text) throws IOException {
    byte[] all = Files.readAllBytes(log());
    int begin = (int) Math.min(logRead, all.length);
    return new String(all, begin, all.length - begin, java.nio.charset.StandardCharsets.UTF_8)
        .contains(text);
  }

  private void signal(String signal) throws IOException, InterruptedException {
    if (process != null) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }
  }

  private Path log() {
    return folder.resolve(name + ".log");
  }

  private String inCluster() {
    return name + "=" + peerUrl();
  }

  private String peerUrl() {
    return "http://127.0.0.1:" + peerPort;
  }

  private static Path tool(String program) {
    Path tool = Path.of(System.getProperty("binnacle.tools", "."), program).toAbsolutePath();
    if (!Files.isExecutable(tool)) {
      throw new AssertionError("no " + tool + ": ./binnacle test fetches it");
    }
    return tool.normalize();
  }
}

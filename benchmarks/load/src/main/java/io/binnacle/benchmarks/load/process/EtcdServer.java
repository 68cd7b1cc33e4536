package io.binnacle.benchmarks.load.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** One etcd on loopback with its data in the given folder. */
final class EtcdServer implements AutoCloseable {
  private static final long START_SECONDS = 30;

  private final ChildProcess process;
  private final String url;

  /**
   * @param binary the program; empty: from the checkout's {@code .tools} or the PATH
   */
  EtcdServer(String binary, Path dir) throws IOException, InterruptedException {
    int port = freePort();
    this.url = "http://127.0.0.1:" + port;
    String peer = "http://127.0.0.1:" + freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            binary.isEmpty() ? find() : binary,
            "--data-dir=" + dir.resolve("etcd"),
            "--listen-client-urls=" + url,
            "--advertise-client-urls=" + url,
            "--listen-peer-urls=" + peer,
            "--initial-advertise-peer-urls=" + peer,
            "--initial-cluster=default=" + peer,
            "--quota-backend-bytes=8589934592",
            "--auto-compaction-retention=5m");
    this.process = new ChildProcess(builder, dir.resolve("etcd.log"), "");
    try {
      awaitPort(port, dir);
    } catch (IOException | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  private static String find() {
    Stream<Path> folders =
        Stream.concat(
            Stream.of(Path.of(System.getenv().getOrDefault("BENCH_TOOLS", ".tools"))),
            Stream.of(System.getenv("PATH").split(":")).map(Path::of));
    return folders
        .map(folder -> folder.resolve("etcd"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no etcd on the PATH; name one: --etcd=FILE"))
        .toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(int port, Path dir) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_SECONDS * 1_000_000_000;
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        if (System.nanoTime() - deadline > 0) {
          throw new IOException("etcd did not start; see " + dir.resolve("etcd.log"), e);
        }
        Thread.sleep(50);
      }
    }
  }

  String url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }
}

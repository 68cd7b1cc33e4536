package io.binnacle.itests.etcd;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.net.ssl.SSLContext;

/**
 * Several servers on one etcd with one certificate authority, so that a client's certificate is
 * good at each. One thread starts, kills and closes; any may ask for a client.
 */
final class SharingServers implements AutoCloseable {
  private final Path folder;
  private final String[] flags;
  private final AtomicReferenceArray<TestServer> servers;
  private final AtomicReferenceArray<ApiClient> clients;

  private SharingServers(int count, Path folder, String... flags) {
    this.folder = folder;
    this.flags = flags;
    this.servers = new AtomicReferenceArray<>(count);
    this.clients = new AtomicReferenceArray<>(count);
  }

  static SharingServers start(int count, Path folder, String... flags) throws Exception {
    SharingServers all = new SharingServers(count, folder, flags);
    all.restart(0);
    CompletableFuture<?>[] others = new CompletableFuture<?>[count - 1];
    for (int i = 1; i < count; i++) {
      Path own = Files.createDirectories(all.home(i).resolve("data/pki"));
      Files.copy(all.home(0).resolve("data/pki/ca.pem"), own.resolve("ca.pem"));
      int server = i;
      others[i - 1] = CompletableFuture.runAsync(() -> all.restartUnchecked(server));
    }
    CompletableFuture.allOf(others).join();
    return all;
  }

  int size() {
    return servers.length();
  }

  /** A client with the certificate of the first server's administrator. */
  ApiClient api(int server) {
    return clients.get(server);
  }

  void kill(int server) throws InterruptedException {
    servers.get(server).kill();
  }

  void restart(int server) throws Exception {
    TestServer started = TestServer.startIn(Files.createDirectories(home(server)), flags);
    servers.set(server, started);
    SSLContext tls = servers.get(0).tls();
    clients.set(server, new ApiClient(tls, started.url()));
  }

  private void restartUnchecked(int server) {
    try {
      restart(server);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /** Where a server keeps its data and its log. */
  Path home(int server) {
    return folder.resolve("server-" + server);
  }

  @Override
  public void close() throws IOException {
    for (int i = 0; i < servers.length(); i++) {
      if (servers.get(i) != null) {
        servers.get(i).close();
      }
    }
  }
}

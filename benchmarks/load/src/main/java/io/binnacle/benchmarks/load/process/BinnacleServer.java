package io.binnacle.benchmarks.load.process;

import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.client.Endpoint;
import io.binnacle.benchmarks.load.client.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The server under test, started as users start it: TLS, RBAC, a free port, durable storage in the
 * given folder. The load is sent as a user to whom RBAC grants what it writes in one namespace.
 */
public final class BinnacleServer implements AutoCloseable {
  /** The namespace that the load goes to. */
  public static final String NAMESPACE = "bench";

  /** The collection that the load goes to. */
  public static final String CONFIG_MAPS = "/api/v1/namespaces/" + NAMESPACE + "/configmaps";

  private static final long START_SECONDS = 600;
  private static final String ADMIN = "bench-admin-token";
  private static final String USER = "bench-user-token";
  private static final String ROLE =
      """
      {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"load"},\
      "rules":[{"apiGroups":[""],"resources":["configmaps","pods","pods/status"],\
      "verbs":["*"]},{"apiGroups":["apps"],"resources":["deployments"],"verbs":["*"]}]}""";
  private static final String ACCOUNT =
      "{\"apiVersion\":\"v1\",\"kind\":\"ServiceAccount\",\"metadata\":{\"name\":\"default\"}}";
  private static final String BINDING =
      """
      {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"load"},\
      "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"load"},\
      "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"load"}]}""";

  private final Settings settings;
  private final List<AutoCloseable> started = new ArrayList<>();
  private final ChildProcess process;
  private final Target target;
  private final double startSeconds;

  private BinnacleServer(Settings settings, Path dir, String javaOptions)
      throws IOException, InterruptedException {
    this.settings = settings;
    List<Long> pids = new ArrayList<>();
    List<String> command = new ArrayList<>();
    Path tokens = dir.resolve("tokens.csv");
    Files.writeString(tokens, ADMIN + ",admin,1,system:masters\n" + USER + ",load,2,load\n");
    command.add(settings.home().resolve("bin/binnacle").toString());
    command.addAll(
        List.of(
            "server",
            "--secure-port=0",
            "--data-dir=" + dir.resolve("data"),
            "--token-auth-file=" + tokens));
    if (settings.has("etcd")) {
      EtcdServer etcd = new EtcdServer(settings.text("etcd").orElse(""), dir);
      started.add(etcd);
      pids.add(etcd.pid());
      command.add("--etcd-servers=" + etcd.url());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    String given = builder.environment().getOrDefault("BINNACLE_JAVA_OPTS", "");
    builder.environment().put("BINNACLE_JAVA_OPTS", (given + " " + javaOptions).strip());
    long began = System.nanoTime();
    this.process = new ChildProcess(builder, dir.resolve("server.log"), "Serving ");
    started.add(0, process);
    String url = process.line(START_SECONDS).split("[ ,]")[1];
    this.startSeconds = (System.nanoTime() - began) / 1e9;
    pids.add(0, process.pid());
    this.target = new Target("Binnacle", Endpoint.of(url, USER), List.copyOf(pids));
    grant(Endpoint.of(url, ADMIN));
  }

  /**
   * Starts it, on its own etcd if {@code --etcd} was given.
   *
   * @param dir keeps the data; a second server on it goes on where the first stopped
   * @param javaOptions added to the server's, "" for none
   */
  public static BinnacleServer start(Settings settings, Path dir, String javaOptions)
      throws IOException, InterruptedException {
    return new BinnacleServer(settings, dir, javaOptions);
  }

  /**
   * Lets the first server of an installation leave its class archive, by which all later ones
   * start, so that the measured one is as users have it.
   */
  public static void prime(Settings settings) throws IOException, InterruptedException {
    try (var files = Files.newDirectoryStream(settings.home().resolve("lib"), "*.jsa.ok")) {
      if (files.iterator().hasNext()) {
        return;
      }
    }
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      new BinnacleServer(settings, folder.path(), "").close();
    }
  }

  private static void grant(Endpoint admin) throws IOException, InterruptedException {
    String roles = "/apis/rbac.authorization.k8s.io/v1/namespaces/" + NAMESPACE;
    try (Client client = Client.of(admin, 1)) {
      create(
          client,
          "/api/v1/namespaces",
          "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\""
              + NAMESPACE
              + "\"}}");
      // Pods are written with it, and nothing else makes one here.
      create(client, "/api/v1/namespaces/" + NAMESPACE + "/serviceaccounts", ACCOUNT);
      create(client, roles + "/roles", ROLE);
      create(client, roles + "/rolebindings", BINDING);
    }
    // The authorizer learns of the grant by a watch.
    Endpoint user = new Endpoint(admin.host(), admin.port(), USER);
    try (Client client = Client.of(user, 1)) {
      for (int i = 0; client.measure(CONFIG_MAPS + "?limit=1").status() == 403; i++) {
        if (i == 500) {
          throw new IOException("the load's user is still forbidden after 5 s");
        }
        Thread.sleep(10);
      }
    }
  }

  private static void create(Client client, String path, String body)
      throws IOException, InterruptedException {
    Reply reply = client.post(path, body.getBytes(StandardCharsets.UTF_8));
    if (!reply.isOk() && reply.status() != 409) {
      throw new IOException("POST " + path + ": " + reply.status() + " " + reply.text());
    }
  }

  public Target target() {
    return target;
  }

  /** From the command to the line that says it serves. */
  public double startSeconds() {
    return startSeconds;
  }

  /** Bytes on the heap that are in use, after a full collection. */
  public long liveHeapBytes() throws IOException, InterruptedException {
    return LiveHeap.bytes(settings, process.pid());
  }

  @Override
  public void close() {
    for (AutoCloseable part : started) {
      try {
        part.close();
      } catch (Exception e) {
        System.err.println("cannot stop: " + e);
      }
    }
  }
}

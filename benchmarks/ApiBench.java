import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Measures a Kubernetes API server on this machine from outside: create, get, list, update, watch
 * fan-out and delete of ConfigMaps. For each it prints operations per second, the 50th and 99th
 * percentile of latency and, given the server's pid, the CPU time that the server spent per
 * operation, which stays comparable where client and server share few cores.
 *
 * <p>{@code java benchmarks/ApiBench.java URL TOKEN [PID] [COUNT]}: bounded in count, loopback only.
 */
public final class ApiBench {
  private static final int WRITERS = 16;
  private static final int WATCHERS = 200;
  private static final long NANOS_PER_TICK = 10_000_000;

  private interface Operation {
    void run(int index) throws IOException, InterruptedException;
  }

  private final HttpClient http;
  private final String base;
  private final String token;
  private final long pid;
  private final AtomicInteger errors = new AtomicInteger();

  private ApiBench(String server, String token, long pid) throws Exception {
    SSLContext trustAll = SSLContext.getInstance("TLS");
    trustAll.init(null, new TrustManager[] {new TrustsAll()}, null);
    this.http = HttpClient.newBuilder().sslContext(trustAll).build();
    this.base = server + "/api/v1/namespaces/default/configmaps";
    this.token = token;
    this.pid = pid;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("usage: ApiBench URL TOKEN [PID] [COUNT]");
      System.exit(2);
    }
    String host = URI.create(args[0]).getHost();
    if (!List.of("127.0.0.1", "localhost", "[::1]").contains(host)) {
      System.err.println("only a server on this machine is measured, not " + host);
      System.exit(2);
    }
    long pid = args.length > 2 ? Long.parseLong(args[2]) : 0;
    int count = args.length > 3 ? Integer.parseInt(args[3]) : 5_000;
    new ApiBench(args[0], args[1], pid).run(count);
    System.exit(0);
  }

  private void run(int count) throws Exception {
    System.out.printf("%-22s %10s %9s %9s %12s%n", "", "per s", "p50 ms", "p99 ms", "cpu us/op");
    phase("create, 16 at once", count, WRITERS, i -> send("POST", base, configMap("b-" + i, 0)));
    phase("create, one at a time", 250, 1, i -> send("POST", base, configMap("s-" + i, 0)));
    phase("get", count * 4, WRITERS, i -> send("GET", base + "/b-" + i % count, null));
    phase("list all", 40, 2, i -> send("GET", base, null));
    phase("list, rv=0", 40, 2, i -> send("GET", base + "?resourceVersion=0", null));
    phase("list by label", 40, 2, i -> send("GET", base + "?labelSelector=shard%3D7", null));
    phase("update", count / 2, WRITERS, i -> send("PUT", base + "/b-" + i, configMap("b-" + i, 1)));
    fanOut(500);
    phase("delete", count, WRITERS, i -> send("DELETE", base + "/b-" + i, null));
    phase("delete collection", 1, 1, i -> send("DELETE", base, null));
    System.out.println("errors: " + errors.get());
  }

  private void phase(String name, int count, int threads, Operation operation) throws Exception {
    long[] nanos = new long[count];
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long cpu = cpuNanos();
    long start = System.nanoTime();
    for (int t = 0; t < threads; t++) {
      pool.submit(
          () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              long began = System.nanoTime();
              operation.run(i);
              nanos[i] = System.nanoTime() - began;
            }
            return null;
          });
    }
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.MINUTES);
    report(name, count, System.nanoTime() - start, cpuNanos() - cpu, nanos);
  }

  private static void report(String name, int count, long wall, long cpu, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-22s %10.0f %9.2f %9.2f %12.1f%n",
        name,
        count * 1e9 / wall,
        nanos[count / 2] / 1e6,
        nanos[(int) (count * 0.99)] / 1e6,
        cpu / 1e3 / count);
  }

  /** One object updated again and again under many watchers; an operation is one event delivered. */
  private void fanOut(int updates) throws Exception {
    AtomicLong delivered = new AtomicLong();
    CountDownLatch open = new CountDownLatch(WATCHERS);
    List<InputStream> streams = new ArrayList<>();
    ExecutorService pool = Executors.newCachedThreadPool();
    for (int w = 0; w < WATCHERS; w++) {
      pool.submit(
          () -> {
            HttpResponse<InputStream> response =
                http.send(
                    request("GET", base + "?watch=1&fieldSelector=metadata.name%3Db-0", null),
                    BodyHandlers.ofInputStream());
            synchronized (streams) {
              streams.add(response.body());
            }
            open.countDown();
            byte[] buffer = new byte[64 * 1024];
            for (int n = response.body().read(buffer); n > 0; n = response.body().read(buffer)) {
              for (int i = 0; i < n; i++) {
                if (buffer[i] == '\n') {
                  delivered.incrementAndGet();
                }
              }
            }
            return null;
          });
    }
    open.await(1, TimeUnit.MINUTES);
    TimeUnit.SECONDS.sleep(1);
    long before = delivered.get();
    long wanted = before + (long) updates * WATCHERS;
    long cpu = cpuNanos();
    long start = System.nanoTime();
    for (int i = 0; i < updates; i++) {
      send("PUT", base + "/b-0", configMap("b-0", i + 2));
    }
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (delivered.get() < wanted && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    long events = delivered.get() - before;
    System.out.printf(
        Locale.ROOT,
        "%-22s %10.0f %9s %9s %12.1f   (%d of %d)%n",
        "watch, 200 watchers",
        events * 1e9 / (System.nanoTime() - start),
        "",
        "",
        (cpuNanos() - cpu) / 1e3 / Math.max(1, events),
        events,
        (long) updates * WATCHERS);
    synchronized (streams) {
      for (InputStream stream : streams) {
        stream.close();
      }
    }
    pool.shutdownNow();
  }

  private void send(String method, String url, String body)
      throws IOException, InterruptedException {
    if (http.send(request(method, url, body), BodyHandlers.ofByteArray()).statusCode() >= 300) {
      errors.incrementAndGet();
    }
  }

  private HttpRequest request(String method, String url, String body) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .method(
            method,
            body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String configMap(String name, int generation) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\""
        + name
        + "\",\"labels\":{\"shard\":\""
        + Math.floorMod(name.hashCode(), 100)
        + "\"}},\"data\":{\"generation\":\""
        + generation
        + "\",\"payload\":\""
        + "x".repeat(1_300)
        + "\"}}";
  }

  /** User and system time of the server's process so far, from /proc; 0 without a pid. */
  private long cpuNanos() throws IOException {
    if (pid == 0) {
      return 0;
    }
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK;
  }

  /** The server under test has its own CA and is on this machine. */
  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

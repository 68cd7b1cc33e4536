package io.binnacle.itests.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.ApiClient.Reply;
import io.binnacle.itests.EventStream;
import io.binnacle.itests.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A type comes, is upgraded, rolled back and goes, again and again, while others read, write and
 * watch it. How often is {@code -Dbinnacle.plugin.rounds}.
 */
class PluginChurnIT {
  private static final int ROUNDS = Integer.getInteger("binnacle.plugin.rounds", 20);
  private static final int WARM = 5;
  private static final String SNARES = "/apis/example.com/v1/namespaces/default/snares";

  private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> arrivals = new ArrayList<>();
  private final List<Long> upgrades = new ArrayList<>();
  private volatile boolean over;

  /** What the process has that could be left behind. */
  private record Footprint(long threads, long files, long loaders, long heap) {
    static Footprint of(long pid) throws IOException, InterruptedException {
      String histogram = jcmd(pid, "GC.class_histogram");
      long loaders = 0;
      long heap = 0;
      for (String line : histogram.split("\n")) {
        String[] words = line.strip().split("\\s+");
        if (line.contains("BundleWiringImpl$BundleClassLoader ")
            || line.endsWith("BundleWiringImpl$BundleClassLoader")) {
          loaders += Long.parseLong(words[1]);
        }
        if (words[0].equals("Total")) {
          heap = Long.parseLong(words[2]);
        }
      }
      try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"));
          Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
        return new Footprint(tasks.count(), open.count(), loaders, heap >> 20);
      }
    }

    private static String jcmd(long pid, String what) throws IOException, InterruptedException {
      String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      Process process = new ProcessBuilder(jcmd, "" + pid, what).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      process.waitFor();
      return said;
    }
  }

  @Test
  void nothingIsLeftOfPluginsThatComeAndGo() throws Exception {
    try (TestServer server = TestServer.start()) {
      ApiClient client = ApiClient.admin(server);
      Path deploy = server.folder().resolve("data/deploy");
      Path first = server.folder().resolve("first.jar");
      Path second = server.folder().resolve("second.jar");
      make(first, "1.0.0", "first");
      make(second, "1.1.0", "second");
      Path deployed = deploy.resolve("trap.jar");
      // Plugin objects are served from the first plugin on.
      drop(first, deployed);
      await("it is served", () -> client.get(SNARES).status() == 200);
      Neighbours neighbours = new Neighbours(ApiClient.admin(server), "neighbour");
      List<Thread> load =
          List.of(
              new Thread(() -> write(server), "writer"),
              new Thread(() -> list(server), "reader"),
              new Thread(() -> watch(server), "watcher"));
      Footprint before = null;
      String quietly = "";
      try {
        load.forEach(Thread::start);
        TimeUnit.SECONDS.sleep(WARM);
        neighbours.begin();
        TimeUnit.SECONDS.sleep(WARM);
        quietly = neighbours.latencies();
        Files.delete(deployed);
        await("it is gone", () -> client.get(SNARES).status() == 404);
        for (int round = 0; round < ROUNDS + WARM; round++) {
          if (round == WARM) {
            before = settled(server);
            arrivals.clear();
            upgrades.clear();
            neighbours.begin();
          }
          round(client, deployed, first, second);
        }
      } finally {
        over = true;
        for (Thread thread : load) {
          thread.join();
        }
      }
      Footprint after = settled(server);
      System.out.printf(
          Locale.ROOT,
          "plugins: %d rounds; drop to first answer %s; upgrade to first answer %s; others"
              + " %s before, %s meanwhile; before %s, after %s%n",
          ROUNDS,
          spread(arrivals),
          spread(upgrades),
          quietly,
          neighbours.latencies(),
          before,
          after);
      neighbours.stop();
      assertEquals(List.of(), neighbours.wrong());
      assertEquals(List.of(), wrong.stream().limit(10).toList());
      assertEquals(before.loaders(), after.loaders(), "class loaders of plugins stay");
      assertTrue(after.threads() <= before.threads() + 8, before + " became " + after);
      assertTrue(after.files() <= before.files() + 8, before + " became " + after);
      assertTrue(after.heap() <= before.heap() + 30, before + " became " + after);
    }
  }

  private void round(ApiClient client, Path deployed, Path first, Path second) throws Exception {
    String before = etag(client);
    long began = drop(first, deployed);
    await("it is served", () -> client.get(SNARES).status() == 200);
    arrivals.add(System.nanoTime() - began);
    assertTrue(!etag(client).equals(before), "discovery is as it was before the type came");
    String document = openApi(client);
    for (Path next : List.of(second, first)) {
      String mark = next == second ? "second" : "first";
      began = drop(next, deployed);
      await(mark + " answers", () -> mark(client).equals(mark));
      upgrades.add(System.nanoTime() - began);
    }
    assertEquals(document, openApi(client), "the same types are described alike");
    Files.delete(deployed);
    await("it is gone", () -> client.get(SNARES).status() == 404);
    assertEquals(before, etag(client));
  }

  private static void make(Path jar, String version, String mark) throws IOException {
    SourceJar.make(
        jar,
        "com.example.trap",
        version,
        "Trap",
        "@PLURAL@",
        "snares",
        "@TEXT@",
        mark,
        "@START@",
        "",
        "@ADMISSION@",
        "",
        "@POISON@",
        "never");
  }

  /** Puts a file in place at once; gives the moment. */
  private static long drop(Path jar, Path deployed) throws IOException {
    Path part = deployed.resolveSibling("part");
    Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
    long now = System.nanoTime();
    Files.move(part, deployed, StandardCopyOption.ATOMIC_MOVE);
    return now;
  }

  private static String etag(ApiClient client) throws Exception {
    return Integer.toHexString(client.get("/apis").text().hashCode());
  }

  private static String openApi(ApiClient client) throws Exception {
    return client.get("/openapi/v3").field("paths", "apis/example.com/v1", "serverRelativeURL");
  }

  /** What the type's own column says: the version that answers. */
  private static String mark(ApiClient client) throws Exception {
    Reply table = client.table(SNARES);
    List<Object> rows = table.body().get("rows") instanceof List<?> l ? List.copyOf(l) : List.of();
    for (Object row : rows) {
      if (row instanceof java.util.Map<?, ?> map
          && map.get("cells") instanceof List<?> cells
          && cells.size() > 1) {
        return String.valueOf(cells.get(1));
      }
    }
    return "";
  }

  private void write(TestServer server) {
    repeat(
        server,
        "writer",
        client -> {
          String body =
              "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Snare\",\"metadata\":{\"name\":\"kept\"},"
                  + "\"spec\":{\"where\":\"nowhere\",\"how\":\""
                  + System.nanoTime() % 1000
                  + "\"}}";
          int status = client.put(SNARES + "/kept", body).status();
          if (status == 404) {
            status = client.post(SNARES, body).status();
          }
          if (status != 200 && status != 201 && status != 404 && status != 409) {
            wrong.add("a write was answered by " + status);
          }
        });
  }

  /** No list may mix the cells of two versions. */
  private void list(TestServer server) {
    repeat(
        server,
        "reader",
        client -> {
          Reply list = client.get(SNARES.replace("v1", "v1beta1"));
          if (list.status() != 200 && list.status() != 404) {
            wrong.add("a list was answered by " + list.status() + " " + list.text());
          }
          Reply table = client.table(SNARES);
          if (table.status() == 200
              && table.text().contains("\"first\"")
              && table.text().contains("\"second\"")) {
            wrong.add("two versions in " + table.text());
          }
        });
  }

  /** Each watch ends cleanly or goes on. */
  private void watch(TestServer server) {
    repeat(
        server,
        "watcher",
        client -> {
          try (EventStream events = client.watch(SNARES + "?watch=1&timeoutSeconds=5")) {
            if (events.status() != 200 && events.status() != 404) {
              wrong.add("a watch was answered by " + events.status());
            }
            while (events.status() == 200 && !over && !events.hasEnded()) {
              EventStream.Event event = events.next(100);
              if (event != null && event.type().equals("ERROR")) {
                wrong.add("a watch was told " + event.object());
              }
            }
          }
        });
  }

  private interface Step {
    void take(ApiClient client) throws Exception;
  }

  private void repeat(TestServer server, String who, Step step) {
    try {
      ApiClient client = ApiClient.admin(server);
      while (!over) {
        step.take(client);
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (Exception e) {
      wrong.add(who + ": " + e);
    }
  }

  /** After what lingers for a moment has gone. */
  private static Footprint settled(TestServer server) throws Exception {
    TimeUnit.SECONDS.sleep(8);
    Footprint.of(server.pid());
    return Footprint.of(server.pid());
  }

  private static String spread(List<Long> nanos) {
    List<Long> sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%.0f/%.0f/%.0f ms",
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6,
        sorted.get(sorted.size() - 1) / 1e6);
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 60 s: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}

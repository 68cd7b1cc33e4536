package io.binnacle.itests.clients;

import io.binnacle.itests.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes, changes and deletes ConfigMaps from several threads, each with names of its own, until a
 * number of changes was accepted. What fails because the server is away is tried again later.
 */
final class Changes {
  private static final int WRITERS = 8;
  private static final int NAMES = 40;
  private static final int STEPS_OF_ONE = 5;
  private static final long LIMIT_SECONDS = 300;

  private final HttpClient http;
  private final String collection;
  private final AtomicInteger accepted = new AtomicInteger();
  private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

  Changes(TestServer server, String namespace) throws Exception {
    this.http = HttpClient.newBuilder().sslContext(server.tls()).build();
    this.collection = server.url() + "/api/v1/namespaces/" + namespace + "/configmaps";
  }

  /** How many were accepted so far. */
  int accepted() {
    return accepted.get();
  }

  void start(int wanted) {
    for (int writer = 0; writer < WRITERS; writer++) {
      String prefix = "w" + writer + "-";
      writers.execute(() -> write(prefix, wanted));
    }
    writers.shutdown();
  }

  void await() throws InterruptedException {
    if (!writers.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      writers.shutdownNow();
      throw new AssertionError("only " + accepted + " changes in " + LIMIT_SECONDS + " s");
    }
  }

  private void write(String prefix, int wanted) {
    for (int i = 0; accepted.get() < wanted; i++) {
      String name = prefix + i % NAMES;
      // From round to round an object is made, changed three times and deleted.
      int step = (i / NAMES + i % NAMES) % STEPS_OF_ONE;
      try {
        int code =
            switch (step) {
              case 0 -> send("POST", collection, body(name, i));
              case STEPS_OF_ONE - 1 -> send("DELETE", collection + "/" + name, "");
              default -> send("PUT", collection + "/" + name, body(name, i));
            };
        if (code / 100 == 2) {
          accepted.incrementAndGet();
        }
      } catch (IOException away) {
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private int send(String method, String url, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String body(String name, int i) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\""
        + name
        + "\"},\"data\":{\"i\":\""
        + i
        + "\"}}";
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

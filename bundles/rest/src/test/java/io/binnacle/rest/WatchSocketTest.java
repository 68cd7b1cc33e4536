package io.binnacle.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.schema.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Watches of clients that ask for a WebSocket, as those in Java and JavaScript do. */
@Timeout(60)
final class WatchSocketTest {
  private static final String PATH = "/api/v1/namespaces/w/configmaps";

  @TempDir static Path folder;

  /** What a client hears, in order; a pong and the end are texts of their own. */
  private static final class Heard implements WebSocket.Listener {
    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        messages.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      messages.add("pong " + StandardCharsets.US_ASCII.decode(message));
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      messages.add("closed " + code);
      return null;
    }

    String next() throws InterruptedException {
      String message = messages.poll(20, TimeUnit.SECONDS);
      return message == null ? "nothing" : message;
    }

    Map<?, ?> event() throws InterruptedException {
      return (Map<?, ?>) Json.parse(next().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static WebSocket watch(RunningServer server, Heard heard, String query) {
    return server
        .client(HttpClient.Version.HTTP_1_1)
        .newWebSocketBuilder()
        .header("Authorization", "Bearer admin")
        .header("Origin", server.server.url())
        .buildAsync(
            URI.create(server.server.url().replace("https", "wss") + PATH + "?watch=1" + query),
            heard)
        .join();
  }

  private static void create(RunningServer server, String name, String value) throws Exception {
    server.send(
        "POST",
        PATH,
        "{\"metadata\":{\"name\":\"" + name + "\"},\"data\":{\"k\":\"" + value + "\"}}");
  }

  private static Object name(Map<?, ?> event) {
    return ((Map<?, ?>) ((Map<?, ?>) event.get("object")).get("metadata")).get("name");
  }

  private static void awaitNoWatches(RunningServer server) throws InterruptedException {
    while (server.store.openWatches() > 0) {
      Thread.sleep(5);
    }
  }

  @Test
  void eachEventIsAMessageHoweverLong() throws Exception {
    try (RunningServer server = new RunningServer(folder)) {
      Heard heard = new Heard();
      WebSocket socket = watch(server, heard, "&resourceVersion=10");
      create(server, "a", "short");
      create(server, "b", "x".repeat(200));
      create(server, "c", "x".repeat(200_000));
      Map<?, ?> first = heard.event();
      assertEquals("ADDED", first.get("type"));
      assertEquals("a", name(first));
      assertEquals("b", name(heard.event()));
      assertEquals("c", name(heard.event()));
      socket.sendPing(ByteBuffer.wrap("still there".getBytes(StandardCharsets.US_ASCII))).join();
      assertEquals("pong still there", heard.next());
      create(server, "d", "");
      assertEquals("d", name(heard.event()));
      socket.abort();
      awaitNoWatches(server);
    }
  }

  @Test
  void itEndsInTimeWithAFarewell() throws Exception {
    try (RunningServer server = new RunningServer(folder)) {
      Heard heard = new Heard();
      watch(server, heard, "&resourceVersion=10&timeoutSeconds=1");
      assertEquals("closed 1000", heard.next());
      awaitNoWatches(server);
    }
  }

  @Test
  void aClientThatClosesLeavesNothingBehind() throws Exception {
    try (RunningServer server = new RunningServer(folder)) {
      WebSocket socket = watch(server, new Heard(), "&resourceVersion=10");
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      awaitNoWatches(server);
    }
  }

  @Test
  void tooOldARevisionIsToldByAnEvent() throws Exception {
    try (RunningServer server = new RunningServer(folder)) {
      Heard heard = new Heard();
      watch(server, heard, "&resourceVersion=1");
      Map<?, ?> event = heard.event();
      assertEquals("ERROR", event.get("type"));
      assertEquals("Expired", ((Map<?, ?>) event.get("object")).get("reason"));
      assertEquals("closed 1000", heard.next());
    }
  }

  @Test
  void stoppingTheServerEndsIt() throws Exception {
    Heard heard = new Heard();
    RunningServer server = new RunningServer(folder);
    watch(server, heard, "&resourceVersion=10");
    server.close();
    assertTrue(heard.next().startsWith("closed"));
  }
}

package io.binnacle.itests;

import io.binnacle.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A watch as a client has it open. A thread of its own reads; whoever asks gets the events in their
 * order.
 */
public final class EventStream implements AutoCloseable {
  /**
   * One event.
   *
   * @param type ADDED, MODIFIED, DELETED, BOOKMARK or ERROR
   * @param object the object, or the Status of an error
   */
  public record Event(String type, Object object) {
    public String name() {
      return ApiClient.Reply.field(object, "metadata", "name");
    }

    public long revision() {
      return Long.parseLong(ApiClient.Reply.field(object, "metadata", "resourceVersion"));
    }
  }

  private static final Event END = new Event("END", Map.of());

  private final int status;
  private final InputStream body;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile String refusal = "";

  EventStream(int status, InputStream body) {
    this.status = status;
    this.body = body;
    Thread reader = new Thread(this::read, "event-stream");
    reader.setDaemon(true);
    reader.start();
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The next event, null if none came within the time or the stream has ended. */
  public @Nullable Event next(long millis) throws InterruptedException {
    Event event = events.poll(millis, TimeUnit.MILLISECONDS);
    if (event == END) {
      events.add(END);
      return null;
    }
    return event;
  }

  /** Whether the server has ended it and all events were taken. */
  public boolean hasEnded() {
    return events.peek() == END;
  }

  /** Waits for the Status by which a watch is refused or ended: the answer itself, or an event. */
  public Object error(long millis) throws InterruptedException {
    Event event = next(millis);
    if (event != null) {
      if (!event.type().equals("ERROR")) {
        throw new AssertionError("no error but " + event);
      }
      return event.object();
    }
    if (status == 200) {
      throw new AssertionError("no error within " + millis + " ms");
    }
    return Json.parse(refusal.getBytes(StandardCharsets.UTF_8));
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        if (status != 200) {
          refusal += line;
        } else if (Json.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> event) {
          events.add(new Event(String.valueOf(event.get("type")), event.get("object")));
        }
        line = lines.readLine();
      }
    } catch (IOException closed) {
      // The server was killed or the test closed it; either way nothing follows.
    } finally {
      events.add(END);
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}

package io.binnacle.benchmarks.load.least;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The open watches. Each event is encoded once and written to each by one thread. */
final class WatchStreams {
  private final Queue<Stream> open = new ConcurrentLinkedQueue<>();

  /**
   * @param name of the one object that is watched, "" for all
   */
  void add(String name, Response response, Callback callback) {
    Stream stream = new Stream(name, response, callback);
    open.add(stream);
    stream.write(new byte[0]);
  }

  void send(SyncedLog.Made made) {
    byte[] event = null;
    for (Stream stream : open) {
      if (stream.name.isEmpty() || stream.name.equals(made.item().name())) {
        if (event == null) {
          event = encode(made);
        }
        stream.write(event);
      }
    }
  }

  private static byte[] encode(SyncedLog.Made made) {
    String type = made.deleted() ? "DELETED" : "MODIFIED";
    byte[] start = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
    byte[] json = made.item().json();
    byte[] event = java.util.Arrays.copyOf(start, start.length + json.length + 2);
    System.arraycopy(json, 0, event, start.length, json.length);
    event[event.length - 2] = '}';
    event[event.length - 1] = '\n';
    return event;
  }

  /** What waits for one client; all of it goes with the next write. */
  private final class Stream implements Callback {
    private final String name;
    private final Response response;
    private final Callback callback;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private boolean writing;

    Stream(String name, Response response, Callback callback) {
      this.name = name;
      this.response = response;
      this.callback = callback;
    }

    void write(byte[] event) {
      synchronized (this) {
        if (writing) {
          waiting.add(event);
          return;
        }
        writing = true;
      }
      response.write(false, ByteBuffer.wrap(event), this);
    }

    @Override
    public void succeeded() {
      List<byte[]> next;
      synchronized (this) {
        if (waiting.isEmpty()) {
          writing = false;
          return;
        }
        next = new ArrayList<>(waiting);
        waiting.clear();
      }
      response.write(false, ByteBuffer.wrap(joined(next)), this);
    }

    private byte[] joined(List<byte[]> events) {
      if (events.size() == 1) {
        return events.get(0);
      }
      byte[] all = new byte[events.stream().mapToInt(event -> event.length).sum()];
      int at = 0;
      for (byte[] event : events) {
        System.arraycopy(event, 0, all, at, event.length);
        at += event.length;
      }
      return all;
    }

    @Override
    public void failed(Throwable reason) {
      open.remove(this);
      callback.failed(reason);
    }
  }
}

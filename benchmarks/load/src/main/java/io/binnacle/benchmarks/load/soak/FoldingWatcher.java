package io.binnacle.benchmarks.load.soak;

import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.client.Connection;
import io.binnacle.benchmarks.load.client.Receiver;
import io.binnacle.benchmarks.load.client.Reply;
import io.binnacle.benchmarks.load.process.BinnacleServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows a collection by a list and watches that end now and then, by the server's timeout or by
 * the client's whim, and go on where the one before stopped. The connection's thread folds events;
 * the watcher's own thread begins and ends the streams.
 */
final class FoldingWatcher implements Runnable {
  private static final Pattern REVISION = Pattern.compile("\"resourceVersion\":\"(\\d+)\"");
  private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]+)\"");

  private final Client client;
  private final Selection selection;
  private final Random random;
  private final Fold fold = new Fold();
  private final List<String> failures = new ArrayList<>();
  private volatile boolean stopped;
  private long streams;
  private long lists;

  FoldingWatcher(Client client, Selection selection, long seed) {
    this.client = client;
    this.selection = selection;
    this.random = new Random(seed);
  }

  @Override
  public void run() {
    try {
      list();
      while (!stopped) {
        follow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      synchronized (this) {
        failures.add("watcher of " + selection + ": " + e);
      }
    }
  }

  private void list() throws IOException, InterruptedException {
    Reply reply = client.get(BinnacleServer.CONFIG_MAPS + "?" + selection.query());
    if (!reply.isOk()) {
      throw new IOException("list: " + reply.status() + " " + reply.text());
    }
    String text = reply.text();
    int items = text.indexOf("\"items\":[");
    Matcher revision = REVISION.matcher(text.substring(0, items));
    if (!revision.find()) {
      throw new IOException("a list without a revision");
    }
    Map<String, byte[]> objects = new HashMap<>();
    for (String object : text.substring(items).split("(?=\\{\"metadata\":)")) {
      Matcher name = NAME.matcher(object);
      if (name.find()) {
        // The last brace, and what follows it, is the list's.
        int end = object.lastIndexOf("}}") + 2;
        objects.put(name.group(1), object.substring(0, end).getBytes(StandardCharsets.UTF_8));
      }
    }
    synchronized (this) {
      lists++;
      fold.reset(Long.parseLong(revision.group(1)), objects);
    }
  }

  private void follow() throws IOException, InterruptedException {
    Stream stream = new Stream();
    String path;
    synchronized (this) {
      streams++;
      path =
          BinnacleServer.CONFIG_MAPS
              + "?watch=1&allowWatchBookmarks=true&timeoutSeconds="
              + (1 + random.nextInt(60))
              + "&resourceVersion="
              + fold.revision()
              + "&"
              + selection.query();
    }
    Connection connection = client.connection();
    int id = connection.send("GET", path, new byte[0], "", stream);
    if (!stream.ended.tryAcquire(random.nextInt(60_000), TimeUnit.MILLISECONDS)) {
      stream.leave();
      connection.cancel(id);
    }
    if (stream.isExpired()) {
      list();
    }
  }

  /** Ends the stream; what has been folded stays. */
  void stop(Thread thread) throws InterruptedException {
    stopped = true;
    thread.interrupt();
    thread.join();
  }

  synchronized Contents contents() throws IOException {
    return Contents.of(fold.objects());
  }

  synchronized List<String> complaints() {
    List<String> all = new ArrayList<>(failures);
    fold.complaints().forEach(text -> all.add("watcher of " + selection + ": " + text));
    return all;
  }

  synchronized String summary() {
    return selection
        + ": "
        + fold.events()
        + " events in "
        + streams
        + " streams, "
        + lists
        + " lists";
  }

  Selection selection() {
    return selection;
  }

  /** One watch. Once left it folds no more, even what has come already. */
  private final class Stream implements Receiver {
    private final Semaphore ended = new Semaphore(0);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int status;
    private boolean left;

    @Override
    public void status(int code) {
      status = code;
    }

    @Override
    public void data(byte[] buffer, int offset, int length) {
      synchronized (FoldingWatcher.this) {
        if (left || status != 200) {
          return;
        }
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
          if (buffer[i] == '\n') {
            line.write(buffer, start, i - start);
            fold.apply(line.toByteArray());
            line.reset();
            start = i + 1;
          }
        }
        line.write(buffer, start, offset + length - start);
      }
    }

    boolean isExpired() throws IOException {
      synchronized (FoldingWatcher.this) {
        if (status != 0 && status != 200 && status != 410) {
          throw new IOException("watch answered " + status);
        }
        return status == 410 || fold.isExpired();
      }
    }

    void leave() {
      synchronized (FoldingWatcher.this) {
        left = true;
      }
    }

    @Override
    public void done() {
      ended.release();
    }

    @Override
    public void failed(IOException reason) {
      synchronized (FoldingWatcher.this) {
        if (!stopped) {
          failures.add("watcher of " + selection + ": " + reason);
        }
      }
      ended.release();
    }
  }
}

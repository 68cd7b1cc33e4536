package io.binnacle.benchmarks.load;

import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.client.Connection;
import io.binnacle.benchmarks.load.client.Endpoint;
import io.binnacle.benchmarks.load.client.Receiver;
import io.binnacle.benchmarks.load.process.BinnacleServer;
import io.binnacle.benchmarks.load.process.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watchers of one object that is updated again and again. An operation is one event delivered; its
 * latency is counted from the moment the update was sent.
 */
public final class FanOut implements AutoCloseable {
  private static final int STREAMS_PER_CONNECTION = 200;
  private static final long PATIENCE_SECONDS = 120;

  private final Target target;
  private final ConfigMaps objects;
  private final String prefix;
  private final Client connections;
  private final List<Watcher> watchers = new ArrayList<>();
  private final CountDownLatch opened;
  private final AtomicLong refused = new AtomicLong();

  /** The round of updates that events are counted for. */
  private volatile Round round = new Round(0, 0);

  /** Opens the watches of object {@code prefix + 0}, which must exist. */
  public FanOut(Target target, ConfigMaps objects, String prefix, int count)
      throws IOException, InterruptedException {
    this.target = target;
    this.objects = objects;
    this.prefix = prefix;
    Endpoint endpoint = target.endpoint();
    this.connections = Client.of(endpoint, 1 + (count - 1) / STREAMS_PER_CONNECTION);
    this.opened = new CountDownLatch(count);
    // A watch from the object's last change may be too old: others have been made meanwhile.
    objects.update(prefix, 0, System.nanoTime());
    String path =
        BinnacleServer.CONFIG_MAPS
            + "?watch=1&timeoutSeconds=1800&fieldSelector=metadata.name%3D"
            + prefix
            + "0&resourceVersion="
            + objects.revision("/" + prefix + "0");
    for (int i = 0; i < count; i++) {
      Connection connection = connections.connection();
      Watcher watcher = new Watcher(connection);
      watchers.add(watcher);
      watcher.stream = connection.send("GET", path, new byte[0], "", watcher);
    }
    if (!opened.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || refused.get() > 0) {
      close();
      throw new IOException(
          opened.getCount() + " of " + count + " watches unanswered, " + refused + " refused");
    }
  }

  /**
   * Updates the object.
   *
   * @param ahead how many updates may be under way to any watcher; 1: each waits for the one before
   *     to have reached everybody
   */
  public Measurement run(int updates, int ahead) throws IOException, InterruptedException {
    Round current = new Round(updates, watchers.size());
    Semaphore free = current.delivered;
    if (watchers.stream().anyMatch(watcher -> watcher.ended)) {
      throw new IOException("watches have ended that should go on");
    }
    free.release(ahead);
    watchers.forEach(watcher -> watcher.seen = 0);
    round = current;
    long errors = 0;
    long cpu = target.cpuMicros();
    long start = System.nanoTime();
    for (int i = 0; i < updates; i++) {
      if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        break;
      }
      current.sentAt[i] = System.nanoTime();
      // Never what the object has already: that would be no change, and no event.
      if (!objects.update(prefix, 0, current.sentAt[i])) {
        errors++;
      }
    }
    free.tryAcquire(ahead, PATIENCE_SECONDS, TimeUnit.SECONDS);
    long wall = System.nanoTime() - start;
    long events = current.events.get();
    errors += (long) updates * watchers.size() - events;
    return Measurement.of(events, wall, target.cpuMicros() - cpu, current.latencies, errors);
  }

  @Override
  public void close() {
    watchers.forEach(watcher -> watcher.connection.cancel(watcher.stream));
    connections.close();
  }

  /** The updates of one run and what has been seen of them. */
  private static final class Round {
    private final long[] sentAt;
    private final AtomicIntegerArray missing;
    private final long[] latencies;
    private final AtomicLong events = new AtomicLong();
    private final Semaphore delivered = new Semaphore(0);

    Round(int updates, int watchers) {
      sentAt = new long[updates];
      latencies = new long[updates * watchers];
      missing = new AtomicIntegerArray(updates);
      for (int i = 0; i < updates; i++) {
        missing.set(i, watchers);
      }
    }

    void seen(int update, boolean event) {
      if (update >= sentAt.length) {
        return;
      }
      if (event) {
        latencies[(int) events.getAndIncrement()] = System.nanoTime() - sentAt[update];
      }
      if (missing.decrementAndGet(update) == 0) {
        delivered.release();
      }
    }
  }

  /** Events are lines; the n-th after a round began is that of its n-th update. */
  private final class Watcher implements Receiver {
    private final Connection connection;
    private int stream;
    private volatile int seen;
    private volatile boolean ended;

    Watcher(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void status(int code) {
      if (code != 200) {
        refused.incrementAndGet();
      }
      opened.countDown();
    }

    @Override
    public void data(byte[] buffer, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        if (buffer[i] == '\n') {
          round.seen(next(), true);
        }
      }
    }

    private int next() {
      int update = seen;
      seen = update + 1;
      return update;
    }

    @Override
    public void done() {
      ended = true;
      opened.countDown();
      while (seen < round.sentAt.length) {
        round.seen(next(), false);
      }
    }

    @Override
    public void failed(IOException reason) {
      done();
    }
  }
}

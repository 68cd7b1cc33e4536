package io.binnacle.benchmarks.load.growth;

import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.client.Connection;
import io.binnacle.benchmarks.load.client.Receiver;
import io.binnacle.benchmarks.load.process.BinnacleServer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A watch that is begun and ended again.
 *
 * @param query added to {@code ?watch=1}
 */
record WatchStart(Client client, String query) {
  /**
   * How many events had come when as many as wanted had, or time was up; -1 if it was refused or
   * not answered.
   *
   * @param wanted 0: the watch's first byte is enough
   */
  long events(long wanted, long seconds) throws IOException, InterruptedException {
    Begun begun = new Begun(wanted);
    Connection connection = client.connection();
    int stream =
        connection.send(
            "GET", BinnacleServer.CONFIG_MAPS + "?watch=1" + query, new byte[0], "", begun);
    boolean inTime = begun.enough.await(seconds, TimeUnit.SECONDS);
    connection.cancel(stream);
    return begun.refused || (wanted == 0 && !inTime) ? -1 : begun.events.get();
  }

  private static final class Begun implements Receiver {
    private final long wanted;
    private final AtomicLong events = new AtomicLong();
    private final CountDownLatch enough = new CountDownLatch(1);
    private volatile boolean refused;

    Begun(long wanted) {
      this.wanted = wanted;
    }

    @Override
    public void status(int code) {
      refused = code != 200;
      if (refused || wanted == 0) {
        enough.countDown();
      }
    }

    @Override
    public void data(byte[] buffer, int offset, int length) {
      int lines = 0;
      for (int i = offset; i < offset + length; i++) {
        if (buffer[i] == '\n') {
          lines++;
        }
      }
      if (events.addAndGet(lines) >= wanted) {
        enough.countDown();
      }
    }

    @Override
    public void done() {
      enough.countDown();
    }

    @Override
    public void failed(IOException reason) {
      enough.countDown();
    }
  }
}

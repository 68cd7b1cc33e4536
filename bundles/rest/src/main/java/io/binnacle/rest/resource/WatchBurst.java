package io.binnacle.rest.resource;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;

/**
 * The watches of one connection that have something to write. One event makes many of them ready at
 * once; they are served by one task, and their frames go out in few writes: while Jetty completes
 * the first stream's write it takes in frames without sending them, so what the others write from
 * inside that call is gathered into the next write of the connection.
 *
 * <p>Thread-safe. At most one task is waiting to run at any time.
 */
final class WatchBurst implements Runnable {
  private static final String ATTRIBUTE = WatchBurst.class.getName();

  private final Executor executor;
  private final Queue<WatchStream> ready = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  WatchBurst(Executor executor) {
    this.executor = executor;
  }

  /** The one of the request's connection. */
  static WatchBurst of(Request request, Executor executor) {
    var connection = request.getConnectionMetaData();
    if (connection.getAttribute(ATTRIBUTE) instanceof WatchBurst known) {
      return known;
    }
    synchronized (connection) {
      if (connection.getAttribute(ATTRIBUTE) instanceof WatchBurst known) {
        return known;
      }
      WatchBurst made = new WatchBurst(executor);
      connection.setAttribute(ATTRIBUTE, made);
      return made;
    }
  }

  /** Has the stream served soon, on the pool. */
  void wake(WatchStream stream) {
    ready.add(stream);
    if (scheduled.compareAndSet(false, true)) {
      executor.execute(this);
    }
  }

  @Override
  public void run() {
    scheduled.set(false);
    serve();
  }

  /** Serves all that are ready. */
  void serve() {
    WatchStream stream;
    while ((stream = ready.poll()) != null) {
      stream.iterate();
    }
  }
}

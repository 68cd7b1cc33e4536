package io.binnacle.storage.etcd;

import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.WatchHandle;
import io.binnacle.api.storage.WatchListener;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All watches of the engine. They share one flow of changes ({@link Flow}), in which one etcd watch
 * sees every key of every caller in order; so a change costs etcd one event however many watch, and
 * each watch is known to be as far as the flow is. A watch that begins behind the flow catches up
 * first: from the flow's newest changes, which are kept, or on a stream of its own.
 *
 * <p>The state belongs to the watch thread; calls from elsewhere are handed to it.
 */
final class Watches {
  private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

  private final EventLoop loop;
  private final Endpoints endpoints;
  private final Messages messages;
  private final Revisions revisions;
  private final Flow flow;
  private final List<Watch> joined = new ArrayList<>();
  private final List<Watch> waiting = new ArrayList<>();
  private final List<CatchUp> behind = new ArrayList<>();
  private final AtomicBoolean progressAsked = new AtomicBoolean();
  private boolean closed;

  Watches(EventLoop loop, Endpoints endpoints, Messages messages, Revisions revisions) {
    this.loop = loop;
    this.endpoints = endpoints;
    this.messages = messages;
    this.revisions = revisions;
    this.flow = new Flow(loop, endpoints, messages, revisions, this);
  }

  WatchHandle watch(String prefix, long fromRevision, WatchListener listener) {
    messages.keys().toEtcd(prefix);
    Watch watch = new Watch(prefix, fromRevision, listener, this);
    if (!run(() -> add(watch))) {
      watch.fail(Failures.closed());
    }
    return watch;
  }

  void forget(Watch watch) {
    run(
        () -> {
          joined.remove(watch);
          waiting.remove(watch);
          behind.removeIf(
              catchUp -> {
                boolean its = catchUp.watch() == watch;
                if (its) {
                  catchUp.close();
                }
                return its;
              });
        });
  }

  void requestProgress() {
    if (progressAsked.compareAndSet(false, true) && !run(this::progressAsked)) {
      LOG.debug("closed, no progress");
    }
  }

  private void progressAsked() {
    progressAsked.set(false);
    joined.forEach(Watch::askProgress);
    waiting.forEach(Watch::askProgress);
    behind.forEach(catchUp -> catchUp.watch().askProgress());
    flow.reach(revisions.newest());
  }

  /** Has watches that are asked for from now on see no change before {@code revision}. */
  void compacted(long revision) {
    run(() -> flow.window().compact(revision));
  }

  /** Why changes do not arrive now, empty if they do. Any thread. */
  String trouble() {
    return flow.trouble();
  }

  /** Ends all watches, then does {@code afterwards}. */
  void close(Runnable afterwards) {
    run(
        () -> {
          closed = true;
          flow.close();
          behind.forEach(CatchUp::close);
          List<Watch> all = new ArrayList<>(joined);
          all.addAll(waiting);
          behind.forEach(catchUp -> all.add(catchUp.watch()));
          joined.clear();
          waiting.clear();
          behind.clear();
          all.forEach(watch -> watch.fail(Failures.closed()));
          afterwards.run();
        });
  }

  private boolean run(Runnable task) {
    try {
      loop.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void add(Watch watch) {
    if (closed) {
      watch.fail(Failures.closed());
    } else if (!watch.hasEnded()) {
      place(watch);
    }
  }

  private void place(Watch watch) {
    if (!join(watch)) {
      CatchUp catchUp = new CatchUp(watch, this, messages, endpoints, loop);
      behind.add(catchUp);
      catchUp.connect();
    }
  }

  /**
   * Takes a watch into the flow, or has it wait for the flow to begin; false if it must catch up by
   * itself first.
   */
  boolean join(Watch watch) {
    if (!flow.isAtKnownRevision()) {
      waiting.add(watch);
      flow.begin(watch.next() - 1);
      return true;
    }
    if (watch.next() <= flow.position()) {
      if (watch.next() <= flow.window().floor()) {
        return false;
      }
      flow.window().replay(watch);
    }
    if (!watch.hasEnded()) {
      joined.add(watch);
      if (flow.hasReached()) {
        watch.tellProgress(flow.position());
      }
    }
    return true;
  }

  void ended(CatchUp catchUp) {
    behind.remove(catchUp);
  }

  /** The flow knows where it stands. */
  void flowBegan() {
    List<Watch> placed = new ArrayList<>(waiting);
    waiting.clear();
    placed.forEach(this::place);
  }

  void flowBrought(List<SeenEvent> events) {
    for (Watch watch : List.copyOf(joined)) {
      for (SeenEvent event : events) {
        watch.offer(event);
      }
      watch.flush();
    }
    joined.removeIf(Watch::hasEnded);
  }

  void flowReached(long position) {
    List.copyOf(joined).forEach(watch -> watch.tellProgress(position));
  }

  /** The flow fell behind what etcd keeps: whoever needs what is gone ends, the others go on. */
  void flowWasCompacted(long position, long oldest) {
    List<Watch> all = new ArrayList<>(joined);
    joined.clear();
    StorageException gone =
        Failures.compacted(
            "changes up to revision " + oldest + " are gone, seen up to " + position);
    for (Watch watch : all) {
      watch.passed(position);
      if (watch.next() < oldest) {
        watch.fail(gone);
      } else if (!watch.hasEnded()) {
        waiting.add(watch);
      }
    }
    if (!waiting.isEmpty()) {
      flow.begin(Long.MAX_VALUE);
    }
  }
}

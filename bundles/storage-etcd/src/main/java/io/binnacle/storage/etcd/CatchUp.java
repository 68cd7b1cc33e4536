package io.binnacle.storage.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.Event;
import io.grpc.Status;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings one watch that begins in the past up to where the shared flow is, by a stream of its own,
 * and then hands it over. Lives on the watch thread.
 */
final class CatchUp implements WatchStream.Receiver {
  private static final long ASK_MILLIS = 100;

  private final Watch watch;
  private final Watches watches;
  private final Messages messages;
  private final Endpoints endpoints;
  private final EventLoop loop;
  private final Reconnect reconnect;
  private @Nullable WatchStream stream;
  private boolean asking;
  private boolean over;

  CatchUp(Watch watch, Watches watches, Messages messages, Endpoints endpoints, EventLoop loop) {
    this.watch = watch;
    this.watches = watches;
    this.messages = messages;
    this.endpoints = endpoints;
    this.loop = loop;
    this.reconnect = new Reconnect(loop);
  }

  Watch watch() {
    return watch;
  }

  void connect() {
    if (!over && !watch.hasEnded()) {
      WatchStream opened = new WatchStream(endpoints.current(), this::scope, watch.next(), this);
      stream = opened;
      opened.start();
    }
  }

  private Scope scope(ServerVersion version) {
    if (!version.tellsProgress()) {
      return Scope.everything();
    }
    ByteString start = messages.keys().toEtcd(watch.prefix());
    return new Scope(start, Prefixes.end(start), true);
  }

  @Override
  public void onCreated() {
    reconnect.succeeded();
    if (!asking) {
      askProgress();
    }
  }

  private void askProgress() {
    asking = !over && stream != null && stream.asksProgress();
    if (asking && stream != null) {
      stream.requestProgress();
      loop.schedule(this::askProgress, ASK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void onEvents(List<Event> events) {
    for (Event event : events) {
      if (event.getKv().getModRevision() >= watch.next()
          && messages.keys().holds(event.getKv().getKey())) {
        watch.offer(SeenEvent.of(event, messages));
      }
    }
    watch.flush();
    watch.passed(events.get(events.size() - 1).getKv().getModRevision());
    handOver();
  }

  @Override
  public void onProgress(long revision) {
    watch.passed(revision);
    handOver();
  }

  private void handOver() {
    if (watch.hasEnded()) {
      close();
      watches.ended(this);
    } else if (watches.join(watch)) {
      close();
      watches.ended(this);
    }
  }

  @Override
  public void onEnd(Status why, long compacted) {
    if (compacted > 0) {
      close();
      watches.ended(this);
      watch.fail(
          Failures.compacted(
              "changes from revision "
                  + watch.next()
                  + " on are gone, the oldest is "
                  + compacted));
      return;
    }
    if (stream != null) {
      endpoints.failed(stream.endpoint(), Failures.text(why));
    }
    reconnect.later(this::connect);
  }

  void close() {
    over = true;
    if (stream != null) {
      stream.close();
    }
  }
}

package io.binnacle.storage.etcd;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The engine's two threads: one for calls, one for watches. */
final class EventLoops implements AutoCloseable {
  private static final long QUIET_MILLIS = 200;

  private final EventLoopGroup calls = one("etcd-calls");
  private final EventLoopGroup watches = one("etcd-watch");

  private static EventLoopGroup one(String name) {
    return new NioEventLoopGroup(1, new Threads(name));
  }

  EventLoopGroup callGroup() {
    return calls;
  }

  EventLoopGroup watchGroup() {
    return watches;
  }

  EventLoop calls() {
    return calls.next();
  }

  EventLoop watches() {
    return watches.next();
  }

  @Override
  public void close() {
    // Connections that are being closed still have something to tell their threads.
    calls.shutdownGracefully(QUIET_MILLIS, 1_000, TimeUnit.MILLISECONDS);
    watches.shutdownGracefully(QUIET_MILLIS, 1_000, TimeUnit.MILLISECONDS);
  }

  /** Daemon threads that see the classes of this bundle, whoever's thread made them. */
  private static final class Threads extends DefaultThreadFactory {
    Threads(String name) {
      super(name, true);
    }

    @Override
    protected Thread newThread(Runnable work, String name) {
      Thread thread = super.newThread(work, name);
      thread.setContextClassLoader(EventLoops.class.getClassLoader());
      return thread;
    }
  }
}

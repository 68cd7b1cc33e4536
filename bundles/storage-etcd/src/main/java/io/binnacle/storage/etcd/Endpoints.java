package io.binnacle.storage.etcd;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster's members. All calls go to one of them until it fails, then to the next that can be
 * reached; each server starts at a member of its own choice, so that several share the cluster. One
 * member at a time costs less than taking turns: connections stay warm and answers come in the
 * order of the store. Thread-safe.
 */
final class Endpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
  private static final int WINDOW_BYTES = 4 << 20;
  private static final long KEEP_ALIVE_SECONDS = 10;
  private static final long KEEP_ALIVE_TIMEOUT_SECONDS = 5;

  private final List<Endpoint> all;
  private final AtomicInteger current = new AtomicInteger();

  Endpoints(EtcdOptions options, EventLoops loops) {
    SslContext tls = options.usesTls() ? Tls.context(options.tls()) : null;
    all =
        options.servers().stream()
            .map(
                server ->
                    new Endpoint(
                        server.toString(),
                        channel(server, tls, loops.callGroup()),
                        channel(server, tls, loops.watchGroup())))
            .toList();
    current.set(ThreadLocalRandom.current().nextInt(all.size()));
  }

  private static ManagedChannel channel(
      URI server, @org.jspecify.annotations.Nullable SslContext tls, EventLoopGroup group) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forTarget("dns:///" + server.getAuthority())
            .eventLoopGroup(group)
            .channelType(NioSocketChannel.class)
            .directExecutor()
            .disableRetry()
            .disableServiceConfigLookUp()
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .flowControlWindow(WINDOW_BYTES)
            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    return (tls == null ? builder.usePlaintext() : builder.sslContext(tls)).build();
  }

  List<Endpoint> all() {
    return all;
  }

  /** Whom to ask now. */
  Endpoint current() {
    Endpoint endpoint = all.get(current.get());
    if (endpoint.isDown()) {
      endpoint.reconnect();
    }
    return endpoint;
  }

  /** Goes on with another member if this is still the one that is asked. */
  void failed(Endpoint endpoint, String why) {
    int at = current.get();
    if (all.get(at) != endpoint) {
      return;
    }
    int next = (at + 1) % all.size();
    for (int i = 1; i < all.size(); i++) {
      int candidate = (at + i) % all.size();
      if (!all.get(candidate).isDown()) {
        next = candidate;
        break;
      }
    }
    if (current.compareAndSet(at, next) && next != at) {
      LOG.warn("{} failed ({}), going on with {}", endpoint.name(), why, all.get(next).name());
    }
  }

  @Override
  public void close() {
    all.forEach(Endpoint::close);
  }
}

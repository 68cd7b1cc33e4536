package io.binnacle.storage.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.Event;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.etcd.jetcd.api.ResponseHeader;
import io.etcd.jetcd.api.StatusRequest;
import io.etcd.jetcd.api.StatusResponse;
import io.etcd.jetcd.api.WatchCreateRequest;
import io.etcd.jetcd.api.WatchGrpc;
import io.etcd.jetcd.api.WatchRequest;
import io.etcd.jetcd.api.WatchResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a watch sees of an etcd, under a test's control: which version it says it is, when it tells
 * progress, and when a stream breaks.
 */
final class FakeEtcd implements AutoCloseable {
  private static final long MEMBER = 7;

  private final Server server;
  private final List<WatchCreateRequest> created = new CopyOnWriteArrayList<>();
  private final AtomicInteger progressRequests = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final String version;
  private volatile long revision;
  private volatile long watchMember = MEMBER;
  private volatile StreamObserver<WatchResponse> stream;
  private volatile StreamObserver<RangeResponse> heldRead;
  private volatile boolean holdReads;

  FakeEtcd(String version, long revision) throws IOException {
    this.version = version;
    this.revision = revision;
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Kv())
            .addService(new Maintenance())
            .addService(new Watching())
            .build()
            .start();
  }

  List<String> urls() {
    return List.of("http://127.0.0.1:" + server.getPort());
  }

  List<WatchCreateRequest> created() {
    return created;
  }

  int progressRequests() {
    return progressRequests.get();
  }

  int reads() {
    return reads.get();
  }

  void revision(long now) {
    revision = now;
  }

  /** From now on watches are answered by a member other than the one whose status is told. */
  void answerWatchesAs(long member) {
    watchMember = member;
  }

  void holdReads() {
    holdReads = true;
  }

  boolean holdsARead() {
    return heldRead != null;
  }

  void releaseRead() {
    holdReads = false;
    answer(heldRead);
  }

  private ResponseHeader header(long member) {
    return ResponseHeader.newBuilder().setMemberId(member).setRevision(revision).build();
  }

  private void answer(StreamObserver<RangeResponse> to) {
    to.onNext(RangeResponse.newBuilder().setHeader(header(MEMBER)).build());
    to.onCompleted();
  }

  /** Tells progress at the revision it has. */
  void tellProgress() {
    stream.onNext(WatchResponse.newBuilder().setHeader(header(MEMBER)).setWatchId(-1).build());
  }

  /** Sends the creation of a key at a revision. */
  void sendCreate(String key, long at) {
    KeyValue made =
        KeyValue.newBuilder()
            .setKey(ByteString.copyFromUtf8(key))
            .setValue(ByteString.copyFromUtf8("v"))
            .setCreateRevision(at)
            .setModRevision(at)
            .setVersion(1)
            .build();
    stream.onNext(
        WatchResponse.newBuilder()
            .setHeader(header(MEMBER))
            .addEvents(Event.newBuilder().setType(Event.EventType.PUT).setKv(made))
            .build());
  }

  void breakStream() {
    stream.onError(
        io.grpc.Status.UNAVAILABLE.withDescription("etcdserver: no leader").asRuntimeException());
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private final class Kv extends KVGrpc.KVImplBase {
    @Override
    public void range(RangeRequest request, StreamObserver<RangeResponse> answers) {
      reads.incrementAndGet();
      if (holdReads) {
        heldRead = answers;
      } else {
        answer(answers);
      }
    }
  }

  private final class Maintenance extends MaintenanceGrpc.MaintenanceImplBase {
    @Override
    public void status(StatusRequest request, StreamObserver<StatusResponse> answers) {
      answers.onNext(
          StatusResponse.newBuilder().setHeader(header(MEMBER)).setVersion(version).build());
      answers.onCompleted();
    }
  }

  private final class Watching extends WatchGrpc.WatchImplBase {
    @Override
    public StreamObserver<WatchRequest> watch(StreamObserver<WatchResponse> answers) {
      return new StreamObserver<>() {
        @Override
        public void onNext(WatchRequest request) {
          if (request.hasCreateRequest()) {
            stream = answers;
            created.add(request.getCreateRequest());
            answers.onNext(
                WatchResponse.newBuilder().setHeader(header(watchMember)).setCreated(true).build());
          } else if (request.hasProgressRequest()) {
            progressRequests.incrementAndGet();
          }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
      };
    }
  }
}

package io.binnacle.storage.etcd;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import io.etcd.jetcd.api.CompactionRequest;
import io.etcd.jetcd.api.CompactionResponse;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.LeaseGrantRequest;
import io.etcd.jetcd.api.LeaseGrantResponse;
import io.etcd.jetcd.api.LeaseGrpc;
import io.etcd.jetcd.api.LeaseKeepAliveRequest;
import io.etcd.jetcd.api.LeaseKeepAliveResponse;
import io.etcd.jetcd.api.LeaseRevokeRequest;
import io.etcd.jetcd.api.LeaseRevokeResponse;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.etcd.jetcd.api.StatusRequest;
import io.etcd.jetcd.api.StatusResponse;
import io.etcd.jetcd.api.TxnRequest;
import io.etcd.jetcd.api.TxnResponse;
import io.etcd.jetcd.api.WatchGrpc;
import io.etcd.jetcd.api.WatchRequest;
import io.etcd.jetcd.api.WatchResponse;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The calls of etcd's v3 protocol that are used, with answers read without copying values. */
final class Rpc {
  static final MethodDescriptor<RangeRequest, RangeResponse> RANGE =
      lean(KVGrpc.getRangeMethod(), RangeResponse.parser());
  static final MethodDescriptor<TxnRequest, TxnResponse> TXN =
      lean(KVGrpc.getTxnMethod(), TxnResponse.parser());
  static final MethodDescriptor<CompactionRequest, CompactionResponse> COMPACT =
      KVGrpc.getCompactMethod();
  static final MethodDescriptor<LeaseGrantRequest, LeaseGrantResponse> LEASE_GRANT =
      LeaseGrpc.getLeaseGrantMethod();
  static final MethodDescriptor<LeaseRevokeRequest, LeaseRevokeResponse> LEASE_REVOKE =
      LeaseGrpc.getLeaseRevokeMethod();
  static final MethodDescriptor<LeaseKeepAliveRequest, LeaseKeepAliveResponse> LEASE_KEEP_ALIVE =
      LeaseGrpc.getLeaseKeepAliveMethod();
  static final MethodDescriptor<StatusRequest, StatusResponse> STATUS =
      MaintenanceGrpc.getStatusMethod();
  static final MethodDescriptor<WatchRequest, WatchResponse> WATCH =
      lean(WatchGrpc.getWatchMethod(), WatchResponse.parser());

  private Rpc() {}

  private static <Q, R extends MessageLite> MethodDescriptor<Q, R> lean(
      MethodDescriptor<Q, R> method, Parser<R> parser) {
    return method.toBuilder(
            method.getRequestMarshaller(),
            new LeanMarshaller<>(method.getResponseMarshaller(), parser))
        .build();
  }

  /** Reads a message into one array, of which its byte strings are views. */
  private record LeanMarshaller<R extends MessageLite>(Marshaller<R> plain, Parser<R> parser)
      implements Marshaller<R> {
    @Override
    public InputStream stream(R value) {
      return plain.stream(value);
    }

    @Override
    public R parse(InputStream stream) {
      try {
        CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes(stream)).newCodedInput();
        in.enableAliasing(true);
        return parser.parseFrom(in);
      } catch (IOException e) {
        throw Status.INTERNAL
            .withDescription("unreadable answer")
            .withCause(e)
            .asRuntimeException();
      }
    }

    private static byte[] bytes(InputStream stream) throws IOException {
      if (stream instanceof KnownLength) {
        return stream.readNBytes(stream.available());
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      stream.transferTo(out);
      return out.toByteArray();
    }
  }
}

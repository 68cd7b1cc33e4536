package io.binnacle.storage.etcd;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.RangeResult;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import io.etcd.jetcd.api.Compare;
import io.etcd.jetcd.api.DeleteRangeRequest;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.ResponseOp;
import io.etcd.jetcd.api.TxnRequest;
import io.etcd.jetcd.api.TxnResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * The contract's requests as etcd's, and back.
 *
 * @param keys where keys lie
 */
record Messages(KeySpace keys) {
  RangeRequest range(io.binnacle.api.storage.RangeRequest request) {
    RangeRequest.Builder builder =
        RangeRequest.newBuilder()
            .setKey(keys.toEtcd(request.start()))
            .setLimit(request.limit())
            .setRevision(request.revision());
    if (!request.end().isEmpty()) {
      builder.setRangeEnd(keys.toEtcd(request.end()));
    }
    return builder.build();
  }

  RangeResult result(io.binnacle.api.storage.RangeRequest request, RangeResponse answer) {
    List<KeyValue> items = new ArrayList<>(answer.getKvsCount());
    for (int i = 0; i < answer.getKvsCount(); i++) {
      items.add(keyValue(answer.getKvs(i)));
    }
    long revision = request.revision() == 0 ? answer.getHeader().getRevision() : request.revision();
    return new RangeResult(revision, items, answer.getMore(), answer.getCount());
  }

  KeyValue keyValue(io.etcd.jetcd.api.KeyValue kv) {
    return new KeyValue(
        keys.fromEtcd(kv.getKey()),
        kv.getValue().toByteArray(),
        kv.getCreateRevision(),
        kv.getModRevision(),
        kv.getLease());
  }

  /**
   * A write answers with the key as it was made: what its first operation can't tell, when the key
   * was created, a second one asks for without the value.
   */
  TxnRequest txn(Txn txn) {
    ByteString key = keys.toEtcd(txn.key());
    TxnRequest.Builder builder = TxnRequest.newBuilder();
    if (txn.expectedModRevision() != Txn.ANY) {
      builder.addCompare(
          Compare.newBuilder()
              .setKey(key)
              .setTarget(Compare.CompareTarget.MOD)
              .setResult(Compare.CompareResult.EQUAL)
              .setModRevision(txn.expectedModRevision()));
      builder.addFailure(read(RangeRequest.newBuilder().setKey(key)));
    }
    byte[] value = txn.value();
    if (value == null) {
      builder.addSuccess(
          RequestOp.newBuilder()
              .setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(key).setPrevKv(true)));
    } else {
      builder.addSuccess(
          RequestOp.newBuilder()
              .setRequestPut(
                  PutRequest.newBuilder()
                      .setKey(key)
                      .setValue(UnsafeByteOperations.unsafeWrap(value))
                      .setLease(txn.lease())));
      if (txn.expectedModRevision() != Txn.ABSENT) {
        builder.addSuccess(read(RangeRequest.newBuilder().setKey(key).setKeysOnly(true)));
      }
    }
    return builder.build();
  }

  private static RequestOp read(RangeRequest.Builder range) {
    return RequestOp.newBuilder().setRequestRange(range).build();
  }

  TxnResult result(Txn txn, TxnResponse answer) {
    long revision = answer.getHeader().getRevision();
    if (!answer.getSucceeded()) {
      RangeResponse found = answer.getResponses(0).getResponseRange();
      return new TxnResult(
          false, revision, found.getKvsCount() == 0 ? null : keyValue(found.getKvs(0)));
    }
    byte[] value = txn.value();
    if (value == null) {
      ResponseOp deleted = answer.getResponses(0);
      return new TxnResult(
          true,
          revision,
          deleted.getResponseDeleteRange().getPrevKvsCount() == 0
              ? null
              : keyValue(deleted.getResponseDeleteRange().getPrevKvs(0)));
    }
    long created =
        answer.getResponsesCount() < 2
            ? revision
            : answer.getResponses(1).getResponseRange().getKvs(0).getCreateRevision();
    return new TxnResult(
        true, revision, new KeyValue(txn.key(), value, created, revision, txn.lease()));
  }
}

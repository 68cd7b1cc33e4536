package io.binnacle.api.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The contract in the plainest form: a map per revision. What an engine does is compared to it. */
final class StorageModel {
  private final List<TreeMap<String, KeyValue>> states = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private long compacted;

  StorageModel() {
    states.add(new TreeMap<>());
    states.add(new TreeMap<>());
    events.add(null);
    events.add(null);
  }

  long revision() {
    return states.size() - 1;
  }

  long compacted() {
    return compacted;
  }

  void compact(long revision) {
    compacted = Math.max(compacted, revision);
  }

  KeyValue get(String key) {
    return states.get(states.size() - 1).get(key);
  }

  TxnResult txn(Txn txn) {
    KeyValue now = get(txn.key());
    boolean holds =
        txn.expectedModRevision() == Txn.ANY
            || txn.expectedModRevision() == (now == null ? 0 : now.modRevision());
    if (!holds || (txn.value() == null && now == null)) {
      return new TxnResult(holds, revision(), now);
    }
    long next = revision() + 1;
    KeyValue written =
        txn.value() == null
            ? null
            : new KeyValue(
                txn.key(), txn.value(), now == null ? next : now.createRevision(), next, 0);
    TreeMap<String, KeyValue> state = new TreeMap<>(states.get(states.size() - 1));
    if (written == null) {
      state.remove(txn.key());
    } else {
      state.put(txn.key(), written);
    }
    states.add(state);
    events.add(RecordingListener.line(new WatchEvent(txn.key(), next, written, now)));
    return new TxnResult(true, next, written == null ? now : written);
  }

  List<KeyValue> range(RangeRequest request) {
    long at = request.revision() == 0 ? revision() : request.revision();
    return List.copyOf(states.get((int) at).subMap(request.start(), request.end()).values());
  }

  /** The events from a revision on whose key begins with the prefix, in their one-line forms. */
  List<String> eventsFrom(long revision, String prefix) {
    return events.subList((int) Math.max(2, revision), events.size()).stream()
        .filter(line -> line.startsWith(prefix))
        .toList();
  }
}

package io.binnacle.storage.etcd;

import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.WatchEvent;
import io.etcd.jetcd.api.Event;

/**
 * A change as etcd told it.
 *
 * @param lacksPrevious whether there was a value before that etcd no longer has
 */
record SeenEvent(WatchEvent event, boolean lacksPrevious) {
  static SeenEvent of(Event event, Messages messages) {
    var kv = event.getKv();
    boolean delete = event.getType() == Event.EventType.DELETE;
    KeyValue previous = event.hasPrevKv() ? messages.keyValue(event.getPrevKv()) : null;
    KeyValue current = delete ? null : messages.keyValue(kv);
    boolean creates = !delete && kv.getCreateRevision() == kv.getModRevision();
    String key = current == null ? messages.keys().fromEtcd(kv.getKey()) : current.key();
    return new SeenEvent(
        new WatchEvent(key, kv.getModRevision(), current, creates ? null : previous),
        !creates && previous == null);
  }

  /** Roughly what it keeps in memory. */
  int bytes() {
    KeyValue current = event.current();
    KeyValue previous = event.previous();
    return 200
        + (current == null ? 0 : current.value().length)
        + (previous == null ? 0 : previous.value().length);
  }
}

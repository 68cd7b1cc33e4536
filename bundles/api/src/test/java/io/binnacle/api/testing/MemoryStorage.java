package io.binnacle.api.testing;

import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.RangeResult;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import io.binnacle.api.storage.WatchEvent;
import io.binnacle.api.storage.WatchHandle;
import io.binnacle.api.storage.WatchListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Storage for tests of what stands on it: all history in memory, everything done on the caller's
 * thread, small enough to be seen right. Leases never run out.
 */
public final class MemoryStorage implements Storage {
  private record Watch(String prefix, WatchListener listener) {}

  private final List<WatchEvent> history = new ArrayList<>();
  private final Map<String, KeyValue> state = new TreeMap<>();
  private final Map<Object, Watch> watches = new ConcurrentHashMap<>();
  private long revision = 1;
  private long compacted;
  private long leases;
  private long delivered = 1;
  private boolean shared;
  private boolean available = true;

  /**
   * From now on as an engine that other servers write to as well: no watch knows the newest
   * revision, and progress is told to those that ask only.
   */
  public synchronized void share() {
    shared = true;
  }

  @Override
  public synchronized CompletionStage<Long> currentRevision() {
    if (!available) {
      return failed(StorageException.Code.UNAVAILABLE);
    }
    return CompletableFuture.completedFuture(revision);
  }

  @Override
  public synchronized CompletionStage<RangeResult> range(RangeRequest request) {
    if (!available) {
      return failed(StorageException.Code.UNAVAILABLE);
    }
    if (request.revision() != 0 && request.revision() < compacted) {
      return failed(StorageException.Code.COMPACTED);
    }
    if (request.revision() > revision) {
      return failed(StorageException.Code.FUTURE_REVISION);
    }
    long at = request.revision() == 0 ? revision : request.revision();
    String end = request.end().isEmpty() ? request.start() + '\0' : request.end();
    List<KeyValue> all =
        new ArrayList<>(new TreeMap<>(stateAt(at)).subMap(request.start(), end).values());
    boolean more = request.limit() > 0 && all.size() > request.limit();
    List<KeyValue> page = more ? all.subList(0, request.limit()) : all;
    return CompletableFuture.completedFuture(new RangeResult(at, page, more, all.size()));
  }

  private Map<String, KeyValue> stateAt(long at) {
    Map<String, KeyValue> past = new TreeMap<>();
    for (WatchEvent event : history) {
      if (event.revision() > at) {
        break;
      }
      apply(past, event);
    }
    return past;
  }

  private static void apply(Map<String, KeyValue> to, WatchEvent event) {
    if (event.current() == null) {
      to.remove(event.key());
    } else {
      to.put(event.key(), event.current());
    }
  }

  @Override
  public synchronized CompletionStage<TxnResult> txn(Txn txn) {
    if (!available) {
      return failed(StorageException.Code.UNAVAILABLE);
    }
    KeyValue before = state.get(txn.key());
    long found = before == null ? Txn.ABSENT : before.modRevision();
    if (txn.expectedModRevision() != Txn.ANY && txn.expectedModRevision() != found) {
      return CompletableFuture.completedFuture(new TxnResult(false, revision, before));
    }
    byte[] value = txn.value();
    if (value == null && before == null) {
      return CompletableFuture.completedFuture(new TxnResult(true, revision, null));
    }
    revision++;
    KeyValue after =
        value == null
            ? null
            : new KeyValue(
                txn.key(),
                value,
                before == null ? revision : before.createRevision(),
                revision,
                txn.lease());
    WatchEvent event = new WatchEvent(txn.key(), revision, after, before);
    history.add(event);
    apply(state, event);
    for (Watch watch : watches.values()) {
      if (txn.key().startsWith(watch.prefix())) {
        watch.listener().onEvents(List.of(event));
      }
    }
    delivered = revision;
    return CompletableFuture.completedFuture(
        new TxnResult(true, revision, after == null ? before : after));
  }

  @Override
  public synchronized WatchHandle watch(String prefix, long fromRevision, WatchListener listener) {
    if (!available) {
      listener.onError(new StorageException(StorageException.Code.UNAVAILABLE, "away"));
      return () -> {};
    }
    if (fromRevision < compacted) {
      listener.onError(new StorageException(StorageException.Code.COMPACTED, "compacted"));
      return () -> {};
    }
    for (WatchEvent event : history) {
      if (event.revision() >= fromRevision && event.key().startsWith(prefix)) {
        listener.onEvents(List.of(event));
      }
    }
    Object id = new Object();
    watches.put(id, new Watch(prefix, listener));
    return new WatchHandle() {
      @Override
      public long currentIfDelivered() {
        synchronized (MemoryStorage.this) {
          boolean known = !shared && delivered == revision && watches.containsKey(id);
          return known ? revision : NOT_KNOWN;
        }
      }

      @Override
      public void close() {
        watches.remove(id);
      }
    };
  }

  /** Whether anything but what is already there can be had from now on. */
  public synchronized void setAvailable(boolean now) {
    available = now;
  }

  /** Ends every watch as a failing engine does. */
  public synchronized void breakWatches(StorageException.Code code) {
    List<Watch> open = List.copyOf(watches.values());
    watches.clear();
    open.forEach(watch -> watch.listener().onError(new StorageException(code, "broken by a test")));
  }

  @Override
  public synchronized CompletionStage<Void> compact(long at) {
    compacted = Math.max(compacted, at);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletionStage<Long> compactedRevision() {
    return CompletableFuture.completedFuture(compacted);
  }

  @Override
  public synchronized CompletionStage<Long> grantLease(long ttlSeconds) {
    return CompletableFuture.completedFuture(++leases);
  }

  @Override
  public CompletionStage<Void> keepAlive(long lease) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> revokeLease(long lease) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized void requestProgress() {
    watches.values().forEach(watch -> watch.listener().onProgress(revision));
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.LOCAL;
  }

  @Override
  public String health() {
    return "";
  }

  private static <T> CompletionStage<T> failed(StorageException.Code code) {
    return CompletableFuture.failedFuture(new StorageException(code, code.toString()));
  }
}

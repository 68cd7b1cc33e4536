package io.binnacle.api.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Everything that {@link Storage} promises. An engine's test extends this class and says how the
 * engine is opened. The random test prints its seed; the system property {@code binnacle.seed}
 * repeats a run, {@code binnacle.model.seconds} makes it go on, store after store, for so long.
 */
@SuppressWarnings("try") // watches are resources that need no calls
public abstract class StorageContractTest extends LeaseContract {
  private StorageModel model;
  private Random random;

  @Test
  void aLongRandomRunAgreesWithTheModel() throws Exception {
    long end = System.nanoTime() + Long.getLong("binnacle.model.seconds", 0) * 1_000_000_000L;
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    while (true) {
      randomRun(seed);
      if (System.nanoTime() >= end) {
        return;
      }
      seed++;
      close(storage);
      storage = null;
      storage = openEmpty();
    }
  }

  private void randomRun(long seed) throws Exception {
    System.out.println("binnacle.seed=" + seed);
    random = new Random(seed);
    model = new StorageModel();
    for (int step = 0; step < steps(); step++) {
      int dice = random.nextInt(1000);
      try {
        if (dice < 600) {
          write();
        } else if (dice < 900) {
          read();
        } else if (dice < 970) {
          watch();
        } else if (dice < 992) {
          compact();
        } else {
          reopen();
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("step " + step + ", binnacle.seed=" + seed + ": " + e, e);
      }
    }
  }

  /** How many steps a random run has. */
  protected int steps() {
    return 3_000;
  }

  private void write() {
    String key = key();
    KeyValue now = model.get(key);
    long expected =
        switch (random.nextInt(4)) {
          case 0 -> Txn.ANY;
          case 1 -> Txn.ABSENT;
          case 2 -> now == null ? 1 + random.nextInt(50) : now.modRevision();
          default -> 1 + random.nextInt((int) model.revision());
        };
    byte[] value = random.nextInt(4) == 0 ? null : bytes("v" + random.nextInt());
    Txn txn = new Txn(key, expected, value, 0);
    TxnResult wanted = model.txn(txn);
    TxnResult got = await(storage.txn(txn));
    assertEquals(wanted.succeeded(), got.succeeded(), txn::toString);
    assertEquals(wanted.revision(), got.revision(), txn::toString);
    assertSame(wanted.current(), got.current());
    assertEquals(model.revision(), revision());
  }

  private void read() {
    String start = key().substring(0, 1 + random.nextInt(3));
    long at = random.nextBoolean() ? 0 : 1 + random.nextInt((int) model.revision() + 2);
    int limit = random.nextBoolean() ? 0 : 1 + random.nextInt(5);
    RangeRequest request = RangeRequest.prefix(start, at, limit);
    if (at > model.revision()) {
      assertFails(StorageException.Code.FUTURE_REVISION, storage.range(request));
    } else if (at != 0 && at < model.compacted()) {
      assertFails(StorageException.Code.COMPACTED, storage.range(request));
    } else {
      List<KeyValue> wanted = model.range(request);
      RangeResult got = range(request);
      int most = limit == 0 ? wanted.size() : Math.min(limit, wanted.size());
      assertEquals(wanted.size(), got.count(), request::toString);
      assertEquals(most, got.items().size(), request::toString);
      assertEquals(most < wanted.size(), got.more(), request::toString);
      assertEquals(at == 0 ? model.revision() : at, got.revision(), request::toString);
      for (int i = 0; i < most; i++) {
        assertSame(wanted.get(i), got.items().get(i));
      }
    }
  }

  private void watch() {
    long from = 1 + random.nextInt((int) model.revision());
    String prefix = key().substring(0, 1 + random.nextInt(3));
    RecordingListener listener = new RecordingListener();
    try (WatchHandle watch = storage.watch(prefix, from, listener)) {
      List<String> wanted = model.eventsFrom(from, prefix);
      if (from < model.compacted()
          || (from == model.compacted() && listener.awaitEndOr(wanted.size()) != null)) {
        assertEquals(StorageException.Code.COMPACTED, listener.awaitError().code());
      } else {
        listener.assertEvents(wanted.toArray(String[]::new));
      }
    }
  }

  private void compact() {
    long to = model.compacted() + random.nextInt((int) (model.revision() - model.compacted()) + 1);
    model.compact(to);
    await(storage.compact(to));
    long compacted = await(storage.compactedRevision());
    if (model.compacted() > 1) {
      assertEquals(model.compacted(), compacted);
    } else {
      assertTrue(compacted <= 1, "revision 1 is the first, compacting to it forgets nothing");
    }
  }

  private String key() {
    return "/" + (char) ('a' + random.nextInt(3)) + "/" + random.nextInt(8);
  }

  private static void assertSame(KeyValue wanted, KeyValue got) {
    if (wanted == null) {
      assertEquals(null, got);
      return;
    }
    assertNotNull(got);
    assertEquals(wanted.key(), got.key());
    assertArrayEquals(wanted.value(), got.value());
    assertEquals(wanted.createRevision(), got.createRevision());
    assertEquals(wanted.modRevision(), got.modRevision());
  }
}

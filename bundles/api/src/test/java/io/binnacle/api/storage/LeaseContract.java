package io.binnacle.api.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Leases and the keys that live by them. */
@SuppressWarnings("try") // watches are resources that need no calls
abstract class LeaseContract extends WatchContract {
  private static final long LONG = 3_600;

  private void putLeased(String key, long lease) {
    assertEquals(
        lease, await(storage.txn(new Txn(key, Txn.ANY, bytes("x"), lease))).current().lease());
  }

  @Test
  void revokingALeaseDeletesItsKeysAndNoOthers() {
    long lease = await(storage.grantLease(LONG));
    assertNotEquals(0, lease);
    RecordingListener listener = new RecordingListener();
    try (WatchHandle watch = storage.watch("/", 1, listener)) {
      putLeased("/a", lease);
      putLeased("/b", lease);
      create("/c", "stays");
      await(storage.revokeLease(lease));
      List<WatchEvent> events = listener.await(5);
      assertEquals(5, events.get(3).revision());
      assertEquals(revision(), events.get(4).revision());
      assertTrue(revision() == 5 || revision() == 6, "one revision for both, or one each");
      assertTrue(events.get(3).isDelete() && events.get(4).isDelete());
      assertEquals(
          Set.of("/a", "/b"), Set.of(events.get(3).key(), events.get(4).key()), "what is gone");
    }
    assertEquals(List.of("/c"), keys(range(RangeRequest.prefix("/", 0, 0))));
    assertFails(StorageException.Code.LEASE_NOT_FOUND, storage.keepAlive(lease));
    await(storage.revokeLease(lease));
  }

  @Test
  void aKeyWrittenAnewWithoutTheLeaseOutlivesIt() {
    long lease = await(storage.grantLease(LONG));
    putLeased("/a", lease);
    putLeased("/b", lease);
    put("/a", "free");
    delete("/b");
    create("/b", "free");
    await(storage.revokeLease(lease));
    assertEquals("free", valueAt("/a", 0));
    assertEquals("free", valueAt("/b", 0));
  }

  @Test
  void aWriteWithALeaseThatIsNotThereIsRefused() {
    assertFails(
        StorageException.Code.LEASE_NOT_FOUND, storage.txn(Txn.create("/a", bytes("x"), 12345)));
    assertNull(valueAt("/a", 0));
    assertEquals(1, revision());
  }

  @Test
  void aLeaseOutlivesAReopenWithItsKeys() throws Exception {
    long lease = await(storage.grantLease(LONG));
    putLeased("/a", lease);
    reopen();
    assertEquals(lease, range(RangeRequest.key("/a")).items().get(0).lease());
    await(storage.keepAlive(lease));
    await(storage.revokeLease(lease));
    assertNull(valueAt("/a", 0));
  }

  @Test
  void aLeaseThatRunsOutDeletesItsKeysAndOneKeptAliveDoesNot() throws Exception {
    long kept = await(storage.grantLease(6));
    long left = await(storage.grantLease(6));
    putLeased("/kept", kept);
    putLeased("/left", left);
    passTime(Duration.ofSeconds(4));
    await(storage.keepAlive(kept));
    RecordingListener listener = new RecordingListener();
    try (WatchHandle watch = storage.watch("/left", revision() + 1, listener)) {
      passTime(Duration.ofSeconds(3));
      listener.assertEvents("/left@4 x->-");
    }
    assertEquals("x", valueAt("/kept", 0));
    assertFails(StorageException.Code.LEASE_NOT_FOUND, storage.keepAlive(left));
  }
}

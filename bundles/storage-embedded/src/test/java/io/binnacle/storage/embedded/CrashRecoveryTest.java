package io.binnacle.storage.embedded;

import static io.binnacle.storage.embedded.StoreSteps.QUIET;
import static io.binnacle.storage.embedded.StoreSteps.all;
import static io.binnacle.storage.embedded.StoreSteps.assertRefused;
import static io.binnacle.storage.embedded.StoreSteps.await;
import static io.binnacle.storage.embedded.StoreSteps.copy;
import static io.binnacle.storage.embedded.StoreSteps.files;
import static io.binnacle.storage.embedded.StoreSteps.put;
import static io.binnacle.storage.embedded.StoreSteps.revision;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.storage.StorageException.Code;
import io.binnacle.api.storage.Txn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as a crash or a bad disk may leave them. */
class CrashRecoveryTest {
  private static final int HEADER = 44;

  @TempDir Path temp;
  private final Map<Long, Map<String, String>> states = new HashMap<>();
  private final List<Long> ends = new ArrayList<>();
  private Path origin;

  /** A store of some changes, alone and in groups; notes the state at each revision. */
  private byte[] write(boolean closed) throws IOException {
    origin = temp.resolve("origin");
    byte[] log;
    try (EmbeddedStorage storage = EmbeddedStorage.open(origin, QUIET)) {
      for (int i = 0; i < 6; i++) {
        put(storage, "/k/" + i % 3, "value-" + i);
        ends.add((long) frames().length);
      }
      var together = new ArrayList<CompletableFuture<?>>();
      for (int i = 0; i < 4; i++) {
        byte[] value = ("together-" + i).getBytes(StandardCharsets.UTF_8);
        together.add(storage.txn(new Txn("/t/" + i, Txn.ANY, value, 0)).toCompletableFuture());
      }
      together.forEach(future -> future.join());
      await(storage.txn(Txn.delete("/k/1", Txn.ANY)));
      for (long r = 1; r <= revision(storage); r++) {
        states.put(r, all(storage, r));
      }
      log = frames();
    }
    return closed ? Files.readAllBytes(files(origin, ".log").get(0)) : log;
  }

  /** The log without the zeros that it has grown by ahead of its frames, which end in text. */
  private byte[] frames() throws IOException {
    byte[] log = Files.readAllBytes(files(origin, ".log").get(0));
    int end = log.length;
    while (log[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(log, end);
  }

  private Path storeOf(String name, byte[] log) throws IOException {
    Path dir = Files.createDirectories(temp.resolve(name));
    Files.write(dir.resolve("0000000000000001.log"), log);
    return dir;
  }

  @Test
  void aLogCutAtAnyByteOpensWithAPrefixOfTheChangesAndGoesOn() throws Exception {
    byte[] log = write(true);
    long before = 1;
    for (int length = HEADER; length <= log.length; length++) {
      Path dir = storeOf("cut-" + length, Arrays.copyOf(log, length));
      long opened;
      try (EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET)) {
        opened = revision(storage);
        assertTrue(opened == before || opened == before + 1, "cut at " + length);
        assertEquals(states.get(opened), all(storage, 0), "cut at " + length);
        assertEquals(opened + 1, put(storage, "/after", "x"));
      }
      for (int i = 0; i < ends.size(); i++) {
        assertTrue(length < ends.get(i) || opened >= i + 2, "cut at " + length + " lost " + i);
      }
      try (EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET)) {
        assertEquals("x", all(storage, 0).get("/after"));
      }
      before = opened;
    }
    assertEquals(states.size(), before);
  }

  @Test
  void aChangedByteInAClosedStoreIsReportedAndNothingIsTouched() throws Exception {
    byte[] log = write(true);
    int closingMark = 12 + 8 + 1;
    for (int at = 0; at < log.length - closingMark; at += 3) {
      byte[] bad = log.clone();
      bad[at] ^= 0x10;
      Path dir = storeOf("bad-" + at, bad);
      assertRefused(dir, Code.CORRUPT, "0000000000000001.log");
      assertEquals(-1, Arrays.mismatch(bad, Files.readAllBytes(files(dir, ".log").get(0))));
    }
  }

  @Test
  void anUnfinishedLastGroupIsCutOffWhicheverOfItsBytesAreBad() throws Exception {
    byte[] log = write(false);
    int lastGroup = 12 + 8 + 1 + 8 + "/k/1".length();
    for (int at = log.length - lastGroup; at < log.length; at++) {
      byte[] torn = log.clone();
      torn[at] ^= 0x01;
      for (int zeros : new int[] {0, 5_000}) {
        Path dir = storeOf("torn-" + at + "-" + zeros, Arrays.copyOf(torn, torn.length + zeros));
        try (EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET)) {
          assertEquals(states.get((long) states.size() - 1), all(storage, 0));
        }
      }
    }
  }

  @Test
  void aClosedLogHasNothingBehindItsFrames() throws Exception {
    byte[] open = write(false);
    int closingMark = 12 + 8 + 1;
    assertEquals(
        open.length + closingMark, Files.size(files(origin, ".log").get(0)), "the log when closed");
  }

  @Test
  void zerosBehindTheLastGroupAreCutOff() throws Exception {
    byte[] log = write(false);
    Path dir = storeOf("zeros", Arrays.copyOf(log, log.length + 5_000));
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET)) {
      assertEquals(states.get((long) states.size()), all(storage, 0));
    }
    assertTrue(Files.size(files(dir, ".log").get(0)) < log.length + 200);
  }

  @Test
  void aLogCutWithinItsHeaderIsReported() throws Exception {
    byte[] log = write(true);
    assertRefused(storeOf("short", Arrays.copyOf(log, 20)), Code.CORRUPT, "0000000000000001.log");
    assertRefused(storeOf("alien", new byte[500]), Code.CORRUPT, "no part of a store");
  }

  @Test
  void filesCopiedWhileWritersWriteHoldAllThatWasAcknowledgedBefore() throws Exception {
    Path live = temp.resolve("live");
    try (EmbeddedStorage storage = EmbeddedStorage.open(live, QUIET)) {
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < 3_000; i++) {
                  put(storage, "/k/" + i % 10, Integer.toString(i));
                }
              });
      writer.start();
      for (int i = 0; writer.isAlive(); i++) {
        long acknowledged = revision(storage);
        Path copy = temp.resolve("copy-" + i);
        copy(live, copy);
        try (EmbeddedStorage crashed = EmbeddedStorage.open(copy, QUIET)) {
          assertTrue(revision(crashed) >= acknowledged);
          assertEquals(all(storage, acknowledged), all(crashed, acknowledged));
        }
        Thread.sleep(20);
      }
    }
  }

  @Test
  void aMissingSegmentAndADamagedSnapshotAreReported() throws Exception {
    Path dir = temp.resolve("many");
    EmbeddedOptions small = QUIET.withFileSizes(1 << 10, 1 << 12);
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, small)) {
      for (int i = 0; i < 200; i++) {
        put(storage, "/k/" + i % 10, "value " + i);
      }
      assertTrue(files(dir, ".log").size() > 3);
      Path missing = temp.resolve("missing");
      copy(dir, missing);
      Files.delete(files(missing, ".log").get(1));
      assertRefused(missing, Code.CORRUPT, "the segment before it is missing");
      await(storage.compact(revision(storage)));
      await(storage.compact(revision(storage)));
    }
    assertEquals(1, files(dir, ".snap").size());
    Path bare = Files.createDirectory(temp.resolve("bare"));
    Path snapshot = files(dir, ".snap").get(0);
    Files.copy(snapshot, bare.resolve(snapshot.getFileName()));
    assertRefused(bare, Code.CORRUPT, "the log behind the snapshot is missing");
    byte[] whole = Files.readAllBytes(snapshot);
    for (int length = HEADER; length < whole.length; length += 7) {
      Files.write(snapshot, Arrays.copyOf(whole, length));
      assertRefused(dir, Code.CORRUPT, ".snap");
    }
  }

  @Test
  void whatAnInterruptedSnapshotLeftIsRemoved() throws Exception {
    byte[] log = write(true);
    Path dir = storeOf("tmp", log);
    Path left = dir.resolve("0000000000000002.snap.tmp");
    Files.write(left, new byte[1000]);
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET)) {
      assertEquals(states.get((long) states.size()), all(storage, 0));
    }
    assertFalse(Files.exists(left));
  }
}

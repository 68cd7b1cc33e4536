package io.binnacle.api.translate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class KeptEncodingsTest {
  private static LocalObject object(String name) {
    byte[] json =
        ("{\"metadata\":{\"resourceVersion\":\"7\",\"name\":\"" + name + "\"}}")
            .getBytes(StandardCharsets.US_ASCII);
    return new LocalObject(
        "/registry/things/" + name, "", name, "", 7, Map.of(), Map.of(), json, 32, 33);
  }

  @Test
  void anEncodingIsMadeOnceAndKept() {
    KeptEncodings kept = new KeptEncodings(1000);
    LocalObject object = object("a");
    byte[] first = kept.of(object, "v1", o -> new byte[10]);
    assertSame(first, kept.of(object, "v1", o -> new byte[20]));
    assertSame(first, kept.find(object, "v1"));
    assertEquals(10, kept.size());
  }

  @Test
  void formsAndObjectsAreKeptApart() {
    KeptEncodings kept = new KeptEncodings(1000);
    LocalObject object = object("a");
    kept.of(object, "v1", o -> new byte[] {1});
    kept.of(object, "v2", o -> new byte[] {2});
    assertArrayEquals(new byte[] {1}, kept.find(object, "v1"));
    assertArrayEquals(new byte[] {2}, kept.find(object, "v2"));
    assertNull(kept.find(object("a"), "v1"));
  }

  @Test
  void theOldestAreForgottenWhenThereAreTooMany() {
    KeptEncodings kept = new KeptEncodings(25);
    List<LocalObject> objects = List.of(object("a"), object("b"), object("c"));
    objects.forEach(o -> kept.of(o, "v1", x -> new byte[10]));
    assertNull(kept.find(objects.get(0), "v1"));
    assertTrue(kept.find(objects.get(1), "v1") != null && kept.find(objects.get(2), "v1") != null);
    assertEquals(20, kept.size());
    kept.of(objects.get(0), "v1", x -> new byte[10]);
    assertNull(kept.find(objects.get(1), "v1"));
  }

  @Test
  void whatIsLargerThanAllTheRoomIsMadeButNotKept() {
    KeptEncodings kept = new KeptEncodings(25);
    LocalObject object = object("a");
    assertEquals(30, kept.of(object, "v1", o -> new byte[30]).length);
    assertNull(kept.find(object, "v1"));
    assertEquals(0, kept.size());
  }

  @Test
  void aFailureIsPassedOnAndNothingIsKept() {
    KeptEncodings kept = new KeptEncodings(1000);
    LocalObject object = object("a");
    assertThrows(
        IllegalStateException.class,
        () ->
            kept.of(
                object,
                "v1",
                o -> {
                  throw new IllegalStateException("broken");
                }));
    assertEquals(1, kept.of(object, "v1", o -> new byte[1]).length);
  }

  @Test
  void theObjectWithAnotherRevisionHasNoneOfThem() {
    KeptEncodings kept = new KeptEncodings(1000);
    LocalObject object = object("a");
    kept.of(object, "v1", o -> new byte[1]);
    assertNull(kept.find(object.withRevision(8), "v1"));
    assertEquals("a", object.withRevision(8).name());
  }

  @Test
  void anUnusualNameIsKnownAfterAnEncodingCame() {
    KeptEncodings kept = new KeptEncodings(1000);
    LocalObject odd =
        new LocalObject(
            "/registry/things/key", "", "name", "u", 7, Map.of(), Map.of(), new byte[8], 2, 3);
    kept.of(odd, "v1", o -> new byte[1]);
    assertEquals("name", odd.name());
    assertEquals("u", odd.uid());
  }

  @Test
  void threadsThatWantTheSameGetItMadeOnce() throws InterruptedException {
    KeptEncodings kept = new KeptEncodings(1000);
    LocalObject object = object("a");
    AtomicInteger made = new AtomicInteger();
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  return;
                }
                byte[] got = kept.of(object, "v1", o -> new byte[] {(byte) made.incrementAndGet()});
                seen.add((int) got[0]);
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(1, made.get());
    assertEquals(Set.of(1), seen);
  }
}

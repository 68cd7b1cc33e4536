package io.binnacle.cacher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.selector.LabelSelector.Operator;
import io.binnacle.api.selector.LabelSelector.Requirement;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.testing.MemoryStorage;
import io.binnacle.api.translate.LocalObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Random interleavings of writes, unreadable bytes, compaction, lost and broken storage, the type's
 * going and coming back, reads of every freshness and many clients, against a model that remembers
 * everything. {@code binnacle.seed} plays one round again, {@code binnacle.model.seconds} makes it
 * last longer.
 */
class WatchModelTest {
  private static final String PREFIX = "/registry/things/";
  private static final WatchFilter ALL =
      new WatchFilter("", LabelSelector.EVERYTHING, FieldSelector.EVERYTHING);
  private static final String[] COLORS = {"red", "blue", "green", "bad"};

  @Test
  void everyClientKnowsWhatIsStoredAtEveryMoment() {
    Long only = Long.getLong("binnacle.seed");
    long seconds = Long.getLong("binnacle.model.seconds", 4);
    long start = System.nanoTime();
    int rounds = 0;
    int resumed = 0;
    int expired = 0;
    int events = 0;
    do {
      long seed = only != null ? only : System.nanoTime();
      try (Round round = new Round(seed)) {
        round.play(1_500);
        resumed += round.clients.stream().mapToInt(client -> client.resumed).sum();
        expired += round.clients.stream().mapToInt(client -> client.expired).sum();
        events += round.clients.stream().mapToInt(client -> client.events).sum();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
      rounds++;
    } while (only == null && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds));
    System.out.printf(
        "%d rounds, %d events, %d watches resumed, %d expired%n", rounds, events, resumed, expired);
    assertTrue(events > 100 && resumed > 0, "nothing was tried");
  }

  private static final class Round implements AutoCloseable {
    private final Random random;
    private final ManualTimer timer = new ManualTimer();
    private final MemoryStorage storage = new MemoryStorage();
    private final PlainTranslator translator = new PlainTranslator();
    private final ModelHistory history = new ModelHistory();
    private final List<ModelClient> clients = new ArrayList<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private final WatchCache.Limits limits;
    private final boolean shared;
    private final int trouble;
    private boolean away;
    private boolean inStep;
    private Cacher cacher;

    Round(long seed) {
      random = new Random(seed);
      trouble = random.nextInt(20);
      shared = random.nextBoolean();
      if (shared) {
        storage.share();
      }
      int changes = 20 + random.nextInt(200);
      limits =
          new WatchCache.Limits(
              10 + random.nextInt(200),
              new WatchWindow.Limits(Math.min(changes, 30), changes, 4_000, changes, 4_000));
      comeBack();
      for (int i = 0; i < 40; i++) {
        clients.add(new ModelClient(filter(), history, random));
      }
    }

    private void comeBack() {
      cacher =
          new Cacher(
              new GroupResource("", "things"),
              PREFIX,
              translator,
              new Cacher.Shared(storage, new StorageProgress(storage), timer, limits),
              closed -> {});
      cacher.startCaching();
      inStep = !away;
    }

    private WatchFilter filter() {
      List<Requirement> labels = new ArrayList<>();
      if (random.nextInt(3) == 0) {
        Set<String> colors =
            random.nextInt(3) == 0 ? Set.of("red", "blue") : Set.of(COLORS[random.nextInt(3)]);
        labels.add(
            new Requirement(
                "color", random.nextInt(3) == 0 ? Operator.NOT_IN : Operator.IN, colors));
      }
      List<FieldSelector.Term> fields = new ArrayList<>();
      if (random.nextInt(3) == 0) {
        fields.add(new FieldSelector.Term("spec.node", node(), random.nextInt(4) > 0));
      }
      if (random.nextInt(4) == 0) {
        fields.add(new FieldSelector.Term("metadata.name", name(), random.nextInt(4) > 0));
      }
      String namespace = random.nextBoolean() ? "" : namespace();
      return new WatchFilter(namespace, new LabelSelector(labels), new FieldSelector(fields));
    }

    private String namespace() {
      return "abc".substring(random.nextInt(3)).substring(0, 1);
    }

    private String name() {
      return "n" + random.nextInt(8);
    }

    private String node() {
      return random.nextInt(3) == 0 ? "" : "node" + random.nextInt(3);
    }

    void play(int steps) {
      for (int i = 0; i < steps; i++) {
        step();
      }
      settle();
      for (ModelClient client : clients) {
        for (int i = 0; i < 5 && !client.isConnected(); i++) {
          client.connect(cacher);
        }
        client.read(Integer.MAX_VALUE);
        // One that was ended for being slow resumes once more.
        for (int i = 0; i < 5 && !client.isConnected(); i++) {
          client.connect(cacher);
          client.read(Integer.MAX_VALUE);
        }
        client.assertKnowsAll();
      }
      Snapshot end = cacher.snapshotNow(ReadFreshness.ANY);
      assertEquals(history.at(history.revision(), ALL), content(end));
      waiting.forEach(CompletableFuture::join);
    }

    /** All that is wrong is put right, and the cache catches up. */
    private void settle() {
      away = false;
      storage.setAvailable(true);
      for (int i = 0; i < 5; i++) {
        timer.runAll();
      }
      inStep = true;
      storage.requestProgress();
    }

    private void step() {
      int what = random.nextInt(1_000);
      if (what < 450 || what >= 960 && random.nextInt(20) > trouble) {
        write();
      } else if (what < 700) {
        clients.get(random.nextInt(clients.size())).read(random.nextInt(30));
      } else if (what < 850) {
        if (inStep) {
          clients.get(random.nextInt(clients.size())).connect(cacher);
        }
      } else if (what < 900) {
        read();
      } else if (what < 930) {
        clients.get(random.nextInt(clients.size())).bookmark();
      } else if (what < 950) {
        clients.get(random.nextInt(clients.size())).disconnect();
      } else if (what < 960) {
        storage.requestProgress();
        storage.compact(1 + (long) (random.nextDouble() * history.revision()));
      } else if (what < 970) {
        inStep = false;
        storage.breakWatches(
            random.nextBoolean()
                ? StorageException.Code.UNAVAILABLE
                : StorageException.Code.COMPACTED);
        inStep = !away && cacher.snapshotNow(ReadFreshness.ANY) != null && isFollowing();
      } else if (what < 980) {
        away = !away;
        storage.setAvailable(!away);
        if (away) {
          storage.breakWatches(StorageException.Code.UNAVAILABLE);
          inStep = false;
        }
      } else if (what < 990) {
        settle();
      } else if (what < 993) {
        cacher.close();
        comeBack();
      } else {
        timer.runAll();
      }
    }

    private boolean isFollowing() {
      return !shared && cacher.snapshotNow(ReadFreshness.MOST_RECENT) != null;
    }

    private void write() {
      if (away) {
        return;
      }
      if (random.nextInt(10) == 0) {
        history.other(revisionOf(new Txn("/registry/other/x", Txn.ANY, new byte[1], 0)));
        return;
      }
      String key = PREFIX + namespace() + "/" + name();
      if (random.nextInt(4) == 0) {
        boolean exists =
            !storage.range(RangeRequest.key(key)).toCompletableFuture().join().items().isEmpty();
        if (exists) {
          history.put(history.revision() + 1, key, null);
        }
        assertEquals(history.revision(), revisionOf(Txn.delete(key, Txn.ANY)));
        return;
      }
      String color = COLORS[random.nextInt(20) == 0 ? 3 : random.nextInt(3)];
      byte[] value = (color + "/" + node()).getBytes(StandardCharsets.UTF_8);
      // The model is told first, as events arrive while the write is made.
      long next = history.revision() + 1;
      history.put(next, key, color.equals("bad") ? null : translator.toLocal(key, value, next));
      assertEquals(next, revisionOf(new Txn(key, Txn.ANY, value, 0)));
    }

    private long revisionOf(Txn txn) {
      return storage.txn(txn).toCompletableFuture().join().revision();
    }

    private void read() {
      switch (random.nextInt(3)) {
        case 0 -> {
          long atLeast = history.revision();
          if (inStep && !shared) {
            assertNotNull(cacher.snapshotNow(ReadFreshness.MOST_RECENT), "in step and not fresh");
          }
          later(ReadFreshness.MOST_RECENT, atLeast);
        }
        case 1 -> {
          long revision = 1 + (long) (random.nextDouble() * history.revision());
          later(ReadFreshness.notOlderThan(revision), revision);
        }
        default -> {
          long revision = 1 + (long) (random.nextDouble() * history.revision());
          later(ReadFreshness.exactly(revision), revision);
        }
      }
    }

    /** Reads without waiting; whenever the answer comes, it is right. */
    private void later(ReadFreshness freshness, long atLeast) {
      waiting.add(
          cacher
              .freshSnapshot(freshness)
              .<Void>handle(
                  (snapshot, failure) -> {
                    if (failure != null) {
                      assertExpected(failure);
                      return null;
                    }
                    long shown = snapshot.revision();
                    assertTrue(shown >= atLeast, shown + " is older than " + atLeast);
                    if (freshness.mode() == ReadFreshness.Mode.EXACT) {
                      assertEquals(atLeast, shown);
                    }
                    assertEquals(history.at(shown, ALL), content(snapshot), "at " + shown);
                    return null;
                  })
              .toCompletableFuture());
    }

    private static void assertExpected(Throwable failure) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      Reason reason = ((StatusException) cause).reason();
      Set<Reason> expected =
          Set.of(Reason.EXPIRED, Reason.TOO_MANY_REQUESTS, Reason.SERVICE_UNAVAILABLE);
      assertTrue(expected.contains(reason), cause.toString());
    }

    private static Map<String, Long> content(Snapshot snapshot) {
      Map<String, Long> result = new TreeMap<>();
      for (LocalObject object : snapshot.list("", "")) {
        result.put(object.key(), object.revision());
        String namespace = object.namespace();
        assertEquals(object, snapshot.get(namespace, object.name()));
      }
      return result;
    }

    @Override
    public void close() {
      cacher.close();
      timer.shutdownNow();
    }
  }
}

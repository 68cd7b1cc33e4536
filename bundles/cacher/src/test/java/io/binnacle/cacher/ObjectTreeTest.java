package io.binnacle.cacher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.binnacle.api.translate.LocalObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ObjectTreeTest {
  private static LocalObject object(String key, long revision) {
    return new PlainTranslator().toLocal(key, "red".getBytes(StandardCharsets.UTF_8), revision);
  }

  private static String key(Random random, int keys) {
    return "/r/" + (char) ('a' + random.nextInt(3)) + "/" + random.nextInt(keys);
  }

  /** Grows, shrinks to nothing and grows again, beside a map of the JDK's. */
  @Test
  void itIsWhatASortedMapIsAndOldTreesStay() {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    Random random = new Random(seed);
    TreeMap<String, LocalObject> model = new TreeMap<>();
    ObjectTree tree = ObjectTree.EMPTY;
    ObjectTree kept = tree;
    List<LocalObject> keptContent = List.of();
    for (int step = 0; step < 30_000; step++) {
      String key = key(random, 1_000);
      boolean shrinking = step / 5_000 % 2 == 1;
      if (random.nextInt(10) < (shrinking ? 9 : 2)) {
        String gone = model.isEmpty() || random.nextInt(9) == 0 ? key : existing(model, key);
        model.remove(gone);
        tree = tree.without(gone);
      } else {
        LocalObject object = object(key, step + 1);
        model.put(key, object);
        tree = tree.with(object);
      }
      String message = "seed " + seed + ", step " + step;
      assertEquals(model.size(), tree.size(), message);
      String asked = key(random, 1_000);
      assertSame(model.get(asked), tree.get(asked), message);
      assertEquals(model.headMap(asked).size(), tree.rank(asked), message);
      if (step % 500 == 0) {
        assertEquals(keptContent, all(kept), message);
        kept = tree;
        keptContent = List.copyOf(model.values());
        assertEquals(keptContent, all(tree), message);
        assertEquals(keptContent, all(ObjectTree.of(keptContent)), message);
        int from = random.nextInt(tree.size() + 1);
        int size = random.nextInt(tree.size() - from + 1);
        assertEquals(
            keptContent.subList(from, from + size),
            new ArrayList<>(new ObjectRange(tree, from, size, n -> {})),
            message);
      }
    }
  }

  private static String existing(TreeMap<String, LocalObject> model, String near) {
    String found = model.ceilingKey(near);
    return found != null ? found : model.firstKey();
  }

  private static List<LocalObject> all(ObjectTree tree) {
    return new ArrayList<>(new ObjectRange(tree, 0, tree.size(), n -> {}));
  }

  @Test
  void objectsInNoOrderMakeASortedTree() {
    LocalObject newer = object("/r/a/1", 9);
    ObjectTree tree = ObjectTree.of(List.of(object("/r/a/2", 3), object("/r/a/1", 4), newer));
    assertEquals(List.of("1", "2"), all(tree).stream().map(LocalObject::name).toList());
    assertSame(newer, tree.get("/r/a/1"));
  }
}

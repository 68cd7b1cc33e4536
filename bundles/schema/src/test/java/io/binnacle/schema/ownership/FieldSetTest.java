package io.binnacle.schema.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.schema.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FieldSetTest {
  private static FieldSet read(String json) {
    return FieldSet.ofTree(Json.parse(json));
  }

  private static String written(FieldSet set) {
    return Json.text(set.toTree());
  }

  @Test
  void membersAreSortedAsTheOriginalSorts() {
    String given =
        "{'f:b':{},'f:a':{'i:3':{},'v:true':{},'v:`1`':{},'v:2':{},'k:{`n`:`b`}':{},"
            + "'k:{`n`:80}':{},'k:{`n`:9.0}':{},'f:x':{},'.':{}}}";
    String sorted =
        "{'f:a':{'.':{},'f:x':{},'k:{`n`:9}':{},'k:{`n`:80}':{},'k:{`n`:`b`}':{},"
            + "'v:2':{},'v:`1`':{},'v:true':{},'i:3':{}},'f:b':{}}";
    assertEquals(quotes(sorted), written(read(quotes(given))));
  }

  private static String quotes(String text) {
    return text.replace('\'', '"').replace("`", "\\\"");
  }

  @Test
  void keysAreWrittenByNameAndNumbersWhole() {
    assertEquals(
        "{\"k:{\\\"a\\\":80,\\\"b\\\":\\\"\\\\u003cx\\\\u003e\\\"}\":{}}",
        written(read("{\"k:{\\\"b\\\":\\\"<x>\\\", \\\"a\\\":80.0}\":{}}")));
  }

  @Test
  void unknownKindsOfElementsAreLeftOut() {
    assertEquals("{\"f:a\":{}}", written(read("{\"f:a\":{},\"z:b\":{\"f:c\":{}}}")));
  }

  @Test
  void whatIsNoSetIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> read("{\"f\":{}}"));
    assertThrows(IllegalArgumentException.class, () -> read("{\"name\":{}}"));
    assertThrows(IllegalArgumentException.class, () -> read("{\"k:[\":{}}"));
    assertThrows(IllegalArgumentException.class, () -> read("{\"i:x\":{}}"));
    assertThrows(IllegalArgumentException.class, () -> read("{\"f:a\":1}"));
    assertThrows(IllegalArgumentException.class, () -> read("[]"));
  }

  @Test
  void aParentIsNoMemberUnlessItSaysSo() {
    FieldSet set = read("{\"f:a\":{\"f:b\":{}}}");
    assertTrue(set.has(FieldPath.of("a", "b")));
    assertFalse(set.has(FieldPath.of("a")));
    assertFalse(set.has(FieldPath.of()));
    assertEquals(
        "{\"f:a\":{\".\":{},\"f:b\":{}}}", written(set.union(FieldSet.of(FieldPath.of("a")))));
  }

  @Test
  void recursiveDifferenceTakesWhatIsBelowToo() {
    FieldSet set = read("{\"f:a\":{\"f:b\":{\".\":{},\"f:c\":{}}},\"f:d\":{}}");
    FieldSet less = FieldSet.of(FieldPath.of("a", "b"));
    assertEquals("{\"f:d\":{}}", written(set.recursiveDifference(less)));
    assertEquals("{\"f:a\":{\"f:b\":{\"f:c\":{}}},\"f:d\":{}}", written(set.difference(less)));
  }

  @Test
  void leavesAreMembersWithNothingBelow() {
    FieldSet set = read("{\"f:a\":{\".\":{},\"f:b\":{}},\"f:d\":{}}");
    assertEquals("{\"f:a\":{\"f:b\":{}},\"f:d\":{}}", written(set.leaves()));
  }

  @Test
  void whatChangesNothingReturnsTheSetItself() {
    FieldSet set =
        FieldSet.ofNormalTree(
            (Map<?, ?>) Objects.requireNonNull(Json.parse("{\"f:a\":{\"f:b\":{}},\"f:d\":{}}")));
    assertSame(set, set.difference(FieldSet.of(FieldPath.of("x"), FieldPath.of("a"))));
    assertSame(set, set.union(FieldSet.of(FieldPath.of("a", "b"))));
  }

  /** Against sets of texts; sets are built, read as if stored, or read as if sent. */
  @Test
  void operationsAgreeWithSetsOfPaths() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      Set<List<String>> left = paths(random);
      Set<List<String>> right = paths(random);
      String what = "seed " + seed + " round " + round;
      FieldSet a = set(left, random);
      FieldSet b = set(right, random);
      Set<List<String>> union = new HashSet<>(left);
      union.addAll(right);
      assertEquals(shown(union), shown(a.union(b)), what);
      Set<List<String>> both = new HashSet<>(left);
      both.retainAll(right);
      assertEquals(shown(both), shown(a.intersection(b)), what);
      Set<List<String>> rest = new HashSet<>(left);
      rest.removeAll(right);
      assertEquals(shown(rest), shown(a.difference(b)), what);
      rest.removeIf(
          path ->
              right.stream()
                  .anyMatch(r -> path.size() > r.size() && path.subList(0, r.size()).equals(r)));
      assertEquals(shown(rest), shown(a.recursiveDifference(b)), what);
      assertEquals(left.equals(right), a.equals(b), what);
      assertEquals(a, set(left, random), what);
      assertEquals(left.size(), a.size(), what);
      assertEquals(left.isEmpty(), a.isEmpty(), what);
    }
  }

  private static Set<List<String>> paths(Random random) {
    String[] steps = {
      "f:a", "f:b", "k:{\"n\":1}", "k:{\"n\":12}", "k:{\"n\":\"x\"}", "v:\"s\"", "i:4"
    };
    Set<List<String>> result = new HashSet<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      List<String> path = new ArrayList<>();
      for (int j = 1 + random.nextInt(3); j > 0; j--) {
        path.add(
            random.nextInt(4) == 0
                ? "f:f" + random.nextInt(20)
                : steps[random.nextInt(steps.length)]);
      }
      result.add(path);
    }
    return result;
  }

  private static FieldSet set(Set<List<String>> paths, Random random) {
    List<FieldPath> mixed = new ArrayList<>();
    for (List<String> path : paths) {
      mixed.add(
          new FieldPath(
              path.stream().map(t -> Objects.requireNonNull(PathElement.parse(t))).toList()));
    }
    Collections.shuffle(mixed, random);
    FieldSet built = FieldSet.of(mixed.toArray(FieldPath[]::new));
    Map<?, ?> tree = (Map<?, ?>) Objects.requireNonNull(Json.parse(written(built)));
    return switch (random.nextInt(3)) {
      case 0 -> built;
      case 1 -> FieldSet.ofNormalTree(tree);
      default -> FieldSet.ofTree(tree);
    };
  }

  private static Set<String> shown(Set<List<String>> paths) {
    Set<String> result = new TreeSet<>();
    paths.forEach(path -> result.add(String.join("/", path)));
    return result;
  }

  private static Set<String> shown(FieldSet set) {
    Set<String> result = new TreeSet<>();
    set.forEach(
        path ->
            result.add(String.join("/", path.elements().stream().map(PathElement::text).toList())));
    return result;
  }

  @Test
  void whatIsNestedWithoutEndIsRefused() {
    Map<String, Object> tree = Map.of();
    for (int i = 0; i < 900; i++) {
      tree = Map.of("f:x", tree);
    }
    Map<String, Object> deep = tree;
    assertThrows(IllegalArgumentException.class, () -> FieldSet.ofTree(deep));
  }
}

package io.binnacle.resources.core.internal.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
  private static List<String> numbered(int count) {
    return new ArrayList<>(IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i).toList());
  }

  @Test
  void sameTextsHaveNoDifference() {
    assertEquals("", UnifiedDiff.of(numbered(9), numbered(9)));
  }

  @Test
  void aChangeStandsWithThreeLinesAroundIt() {
    List<String> after = numbered(20);
    after.set(9, "other");
    assertEquals(
        "@@ -7,7 +7,7 @@\n line 7\n line 8\n line 9\n-line 10\n+other\n line 11\n line 12\n line 13\n",
        UnifiedDiff.of(numbered(20), after));
  }

  @Test
  void changesFarApartAreHunksOfTheirOwn() {
    List<String> after = numbered(30);
    after.remove(27);
    after.add(1, "new");
    assertEquals(
        "@@ -1,4 +1,5 @@\n line 1\n+new\n line 2\n line 3\n line 4\n"
            + "@@ -25,6 +26,5 @@\n line 25\n line 26\n line 27\n-line 28\n line 29\n line 30\n",
        UnifiedDiff.of(numbered(30), after));
  }

  @Test
  void changesWithSixLinesBetweenThemAreOneHunk() {
    List<String> after = numbered(12);
    after.set(1, "a");
    after.set(8, "b");
    String diff = UnifiedDiff.of(numbered(12), after);
    assertEquals(1, diff.lines().filter(line -> line.startsWith("@@")).count(), diff);
  }

  @Test
  void allThatThereWasGoes() {
    assertEquals("@@ -1 +0,0 @@\n-only\n", UnifiedDiff.of(List.of("only"), List.of()));
  }
}

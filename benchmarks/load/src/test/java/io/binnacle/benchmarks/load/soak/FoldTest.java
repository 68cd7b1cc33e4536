package io.binnacle.benchmarks.load.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldTest {
  private final Fold fold = new Fold();

  private void apply(String type, String name, int revision) {
    String line =
        "{\"type\":\"%s\",\"object\":{\"metadata\":{\"resourceVersion\":\"%d\",\"name\":\"%s\"}}}";
    fold.apply(String.format(line, type, revision, name).getBytes(StandardCharsets.UTF_8));
  }

  private String complaint() {
    List<String> complaints = fold.complaints();
    assertEquals(1, complaints.size(), complaints::toString);
    return complaints.get(0);
  }

  @Test
  void eventsInOrderGiveTheObjectsThatAreLeft() throws Exception {
    apply("ADDED", "a", 2);
    apply("ADDED", "b", 3);
    apply("MODIFIED", "a", 4);
    apply("DELETED", "b", 5);
    apply("BOOKMARK", "", 9);
    Map<String, Object> metadata = Map.of("resourceVersion", "4", "name", "a");
    Contents left = new Contents("", Map.of("a", Map.of("metadata", metadata)));
    assertEquals("", left.difference(Contents.of(fold.objects())));
    assertEquals(9, fold.revision());
    assertEquals(List.of(), fold.complaints());
  }

  @Test
  void aRepeatedEventIsComplainedOf() {
    apply("ADDED", "a", 2);
    apply("MODIFIED", "a", 2);
    assertTrue(complaint().startsWith("event not after 2"));
  }

  @Test
  void anEventThatWasMissedIsComplainedOf() {
    apply("MODIFIED", "a", 2);
    assertTrue(complaint().startsWith("MODIFIED of an unknown object"));
  }

  @Test
  void anObjectAddedTwiceIsComplainedOf() {
    apply("ADDED", "a", 2);
    apply("ADDED", "a", 3);
    assertTrue(complaint().startsWith("ADDED again"));
  }

  @Test
  void aGoneRevisionAsksForANewList() {
    fold.apply(
        "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}"
            .getBytes(StandardCharsets.UTF_8));
    assertTrue(fold.isExpired());
    fold.reset(7, Map.of());
    assertEquals(7, fold.revision());
    assertEquals(List.of(), fold.complaints());
  }
}

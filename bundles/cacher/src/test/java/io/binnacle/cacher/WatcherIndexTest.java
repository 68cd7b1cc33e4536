package io.binnacle.cacher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.selector.LabelSelector.Operator;
import io.binnacle.api.selector.LabelSelector.Requirement;
import io.binnacle.api.translate.LocalObject;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatcherIndexTest {
  private final WatcherIndex index = new WatcherIndex();

  private QueuedWatcher watcher(String namespace, LabelSelector labels, FieldSelector fields) {
    WatchRequest request =
        new WatchRequest(namespace, labels, fields, 1, WatchRequest.Start.EVENTS, false);
    QueuedWatcher watcher =
        new QueuedWatcher(
            10, request, 0, Collections.emptyIterator(), new QueuedWatcher.Owner(w -> {}, w -> {}));
    index.add(watcher);
    return watcher;
  }

  private static FieldSelector field(String field, String value) {
    return new FieldSelector(List.of(new FieldSelector.Term(field, value, true)));
  }

  private static LabelSelector color(String color) {
    return new LabelSelector(List.of(new Requirement("color", Operator.IN, Set.of(color))));
  }

  private static LocalObject object(String path, String value) {
    byte[] stored = value.getBytes(StandardCharsets.UTF_8);
    return new PlainTranslator().toLocal("/r/" + path, stored, 5);
  }

  private void assertAsked(ChangeEvent change, QueuedWatcher... expected) {
    List<QueuedWatcher> found = index.of(change);
    assertEquals(Set.of(expected), new HashSet<>(found));
    assertEquals(expected.length, found.size(), "each once");
  }

  @Test
  void aWatcherOfOneNodeIsNotAskedAboutOthers() {
    QueuedWatcher one = watcher("", LabelSelector.EVERYTHING, field("spec.node", "one"));
    QueuedWatcher two = watcher("", LabelSelector.EVERYTHING, field("spec.node", "two"));
    QueuedWatcher none = watcher("", LabelSelector.EVERYTHING, field("spec.node", ""));
    assertAsked(new ChangeEvent(6, null, object("a/x", "red/one")), one);
    assertAsked(new ChangeEvent(6, object("a/x", "red/one"), object("a/x", "blue/one")), one);
    assertAsked(new ChangeEvent(6, object("a/x", "red"), object("a/x", "red/two")), none, two);
    assertAsked(new ChangeEvent(6, object("a/x", "red/one"), null), one);
  }

  @Test
  void labelsNamesAndNamespacesAreLookedUpAsWell() {
    QueuedWatcher all = watcher("", LabelSelector.EVERYTHING, FieldSelector.EVERYTHING);
    QueuedWatcher inA = watcher("a", LabelSelector.EVERYTHING, FieldSelector.EVERYTHING);
    QueuedWatcher reds = watcher("", color("red"), FieldSelector.EVERYTHING);
    QueuedWatcher bluesInA = watcher("a", color("blue"), FieldSelector.EVERYTHING);
    QueuedWatcher x = watcher("a", LabelSelector.EVERYTHING, field("metadata.name", "x"));
    watcher("b", LabelSelector.EVERYTHING, field("metadata.name", "x"));
    assertAsked(new ChangeEvent(6, null, object("a/x", "red")), all, inA, reds, x);
    assertAsked(
        new ChangeEvent(6, object("a/y", "red"), object("a/y", "blue")), all, inA, reds, bluesInA);
    assertAsked(new ChangeEvent(6, null, object("c/y", "blue")), all);
  }

  @Test
  void removedWatchersLeaveNothingBehind() {
    QueuedWatcher one = watcher("", LabelSelector.EVERYTHING, field("spec.node", "one"));
    QueuedWatcher red = watcher("a", color("red"), FieldSelector.EVERYTHING);
    index.remove(one);
    index.remove(red);
    index.remove(red);
    assertEquals(0, index.size());
    assertAsked(new ChangeEvent(6, null, object("a/x", "red/one")));
    assertEquals(List.of(), index.drain());
  }
}

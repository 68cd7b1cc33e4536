package io.binnacle.schema.ownership;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges two lists whose items are told apart. Items that both have come in the configuration's
 * order; items that only the live list has keep their place between them as far as that goes.
 */
final class ListMerge {
  private final Shape shape;
  private final List<?> live;
  private final List<?> config;
  private final List<Object> liveKeys;
  private final List<Object> configKeys;
  private final Map<Object, @Nullable Object> liveItems = new HashMap<>();
  private final Map<Object, @Nullable Object> configItems = new HashMap<>();
  private final Set<Object> done = new HashSet<>();
  private final Deque<Object> shared = new ArrayDeque<>();
  private final List<@Nullable Object> result;

  ListMerge(Shape shape, List<?> live, List<?> config) {
    this.shape = shape;
    this.live = live;
    this.config = config;
    this.liveKeys = ItemKeys.all(shape, live);
    this.configKeys = ItemKeys.all(shape, config);
    this.result = new ArrayList<>(Math.max(live.size(), config.size()));
  }

  List<@Nullable Object> run() {
    index();
    int l = 0;
    int c = 0;
    while (l < liveKeys.size() || c < configKeys.size()) {
      if (l < liveKeys.size()) {
        Object key = liveKeys.get(l);
        boolean both = configItems.containsKey(key);
        if (!both) {
          result.add(live.get(l++));
          continue;
        }
        if (c < configKeys.size()) {
          if (key.equals(configKeys.get(c))) {
            merge(key);
            shared.poll();
            l++;
            c++;
            continue;
          }
          if (!shared.isEmpty() && !key.equals(shared.peek())) {
            // Shared, but its turn comes with the configuration's order.
            l++;
            continue;
          }
        }
        if (done.contains(key)) {
          l++;
        }
      }
      if (c < configKeys.size()) {
        Object key = configKeys.get(c++);
        merge(key);
        if (key.equals(shared.peek())) {
          shared.poll();
        }
      }
    }
    return result;
  }

  private void index() {
    for (int i = 0; i < live.size(); i++) {
      Object key = liveKeys.get(i);
      // Which of several items would be meant can't be said: none is merged.
      liveItems.put(key, liveItems.containsKey(key) ? null : live.get(i));
    }
    for (int i = 0; i < config.size(); i++) {
      Object key = configKeys.get(i);
      if (configItems.containsKey(key)) {
        throw new TypedException("duplicate entries for key " + ItemKeys.element(shape, key));
      }
      configItems.put(key, config.get(i));
    }
    configKeys.stream().filter(liveItems::containsKey).forEach(shared::add);
  }

  private void merge(Object key) {
    done.add(key);
    Object under = liveItems.containsKey(key) ? liveItems.get(key) : Comparing.ABSENT;
    Object over = configItems.get(key);
    Object merged = Merging.merge(Comparing.elementOf(shape), under, over);
    if (merged != Comparing.ABSENT) {
      result.add(merged);
    }
  }
}

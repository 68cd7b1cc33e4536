package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.translate.LocalObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Trees of objects that are looked at time and again while they seldom change. Thread-safe. */
public final class ParsedObjects {
  private static final int MOST = 1000;

  private record Parsed(LocalObject object, Unstructured tree) {}

  private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

  /** The object's tree; not to be changed. */
  public Unstructured tree(ResourceStore store, LocalObject object) {
    Parsed before = parsed.get(object.key());
    if (before == null || before.object() != object) {
      before = new Parsed(object, store.translator().toTree(object));
      if (parsed.size() >= MOST) {
        parsed.clear();
      }
      parsed.put(object.key(), before);
    }
    return before.tree();
  }
}

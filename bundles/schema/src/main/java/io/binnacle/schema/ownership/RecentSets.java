package io.binnacle.schema.ownership;

import io.binnacle.schema.json.RawMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Field sets of one type by their text, so that what was once worked out of one need not be again:
 * objects that the same managers write have the same sets. Keeps what was lately asked for, up to a
 * length of all texts. Thread-safe.
 */
final class RecentSets {
  private static final int MOST_BYTES = 256 * 1024;

  /** Where a set is found; equal if the texts are. */
  private static final class Key {
    private final RawMap text;
    private final int hash;

    Key(RawMap text) {
      this.text = text;
      this.hash = text.textHash();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && hash == that.hash && text.hasTextOf(that.text);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  private final Map<Key, FieldSet> known = new LinkedHashMap<>(16, 0.75f, true);
  private int bytes;

  /** The set that a tree of the normal form is of. */
  FieldSet of(Map<?, ?> tree) {
    if (!(tree instanceof RawMap raw) || raw.length() > MOST_BYTES / 2) {
      return FieldSet.ofNormalTree(tree);
    }
    Key key = new Key(raw);
    synchronized (known) {
      FieldSet before = known.get(key);
      if (before != null) {
        return before;
      }
      FieldSet set = FieldSet.ofNormalTree(raw);
      known.put(key, set);
      bytes += raw.length();
      forget();
      return set;
    }
  }

  private void forget() {
    Iterator<Key> oldest = known.keySet().iterator();
    while (bytes > MOST_BYTES) {
      bytes -= oldest.next().text.length();
      oldest.remove();
    }
  }
}

package io.binnacle.api.translate;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small immutable map as one array: keys and values in turn, keys in order. Objects have a
 * handful of labels, for which a look along the array is as quick as a hash, and a server holds
 * millions of them.
 */
final class CompactMap extends AbstractMap<String, String> {
  static final CompactMap EMPTY = new CompactMap(new String[0]);

  private final String[] pairs;

  private CompactMap(String[] pairs) {
    this.pairs = pairs;
  }

  static CompactMap of(Map<String, String> map) {
    if (map instanceof CompactMap compact) {
      return compact;
    }
    if (map.isEmpty()) {
      return EMPTY;
    }
    String[] keys = map.keySet().toArray(String[]::new);
    Arrays.sort(keys);
    String[] pairs = new String[2 * keys.length];
    for (int i = 0; i < keys.length; i++) {
      pairs[2 * i] = keys[i];
      pairs[2 * i + 1] = map.get(keys[i]);
    }
    return new CompactMap(pairs);
  }

  /** The same map made of shared texts. */
  CompactMap of(SharedParts parts) {
    String[] shared = new String[pairs.length];
    for (int i = 0; i < shared.length; i++) {
      shared[i] = parts.share(pairs[i]);
    }
    return new CompactMap(shared);
  }

  @Override
  public int size() {
    return pairs.length / 2;
  }

  @Override
  public @Nullable String get(Object key) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(key)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompactMap map ? Arrays.equals(pairs, map.pairs) : super.equals(other);
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      hash += pairs[i].hashCode() ^ pairs[i + 1].hashCode();
    }
    return hash;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return pairs.length / 2;
      }

      @Override
      public Iterator<Map.Entry<String, String>> iterator() {
        return entries();
      }
    };
  }

  private Iterator<Map.Entry<String, String>> entries() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < pairs.length;
      }

      @Override
      public Map.Entry<String, String> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        next += 2;
        return Map.entry(pairs[next - 2], pairs[next - 1]);
      }
    };
  }
}

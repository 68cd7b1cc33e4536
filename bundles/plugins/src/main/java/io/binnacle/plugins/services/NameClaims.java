package io.binnacle.plugins.services;

import io.binnacle.api.type.ResourceType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who has which names: of a group, a plural, singular or short name belongs to one type, and so
 * does a kind. Whoever came first has them. Not thread-safe.
 *
 * @param <K> what stands for a type
 */
final class NameClaims<K> {
  /** The names of a type, and who has it. */
  record Names(String holder, String resource, String group, Set<String> names, String kind) {
    static Names of(String holder, ResourceType type) {
      Set<String> names = new HashSet<>(type.shortNames());
      names.add(type.resource().resource());
      names.add(type.singular());
      return new Names(
          holder, type.resource().toString(), type.resource().group(), names, type.kind());
    }

    /** What both want, "" for nothing. */
    private String common(Names other) {
      if (!group.equals(other.group)) {
        return "";
      }
      if (kind.equals(other.kind)) {
        return "kind " + kind;
      }
      return names.stream().filter(other.names::contains).sorted().findFirst().orElse("");
    }
  }

  private final Map<K, Names> claims = new LinkedHashMap<>();

  /** Gives a type its names; says who has them if it can't, else "". */
  String claim(K key, Names wanted) {
    for (Map.Entry<K, Names> claim : claims.entrySet()) {
      String common = claim.getKey().equals(key) ? "" : wanted.common(claim.getValue());
      if (!common.isEmpty()) {
        Names holder = claim.getValue();
        return wanted.resource
            + " wants "
            + common
            + ", which "
            + holder.resource
            + " of "
            + holder.holder
            + " has";
      }
    }
    claims.put(key, wanted);
    return "";
  }

  /** Takes names whoever else has them: the server's own types ask nobody. */
  void take(K key, Names wanted) {
    claims.put(key, wanted);
  }

  void release(K key) {
    claims.remove(key);
  }
}

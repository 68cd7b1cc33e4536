package io.binnacle.schema.ownership;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the number of managers that update within bounds: the oldest are put together, by API
 * version, as {@code ancient-changes}.
 */
final class UpdaterCap {
  static final int MOST = 10;

  private record Age(String time, String identity) implements Comparable<Age> {
    @Override
    public int compareTo(Age other) {
      int order = time.compareTo(other.time);
      return order != 0 ? order : ValueOrder.strings(identity, other.identity);
    }
  }

  private UpdaterCap() {}

  static void enforce(Managers managers) {
    Map<ManagerIdentity, OwnedFields> owned = managers.owned();
    if (owned.size() <= MOST) {
      return;
    }
    List<ManagerIdentity> updaters = new ArrayList<>();
    owned.keySet().stream().filter(who -> !who.applied()).forEach(updaters::add);
    int count = updaters.size();
    if (count <= MOST) {
      return;
    }
    // What they are sorted by is worked out once for each: a client may send very many.
    Map<ManagerIdentity, Age> ages = new HashMap<>();
    owned.forEach((who, its) -> ages.put(who, new Age(its.time(), who.text())));
    updaters.sort(Comparator.comparing(ages::get));
    Map<String, ManagerIdentity> firsts = new HashMap<>();
    for (int i = 0; i < updaters.size() && count > MOST; i++) {
      ManagerIdentity who = updaters.get(i);
      OwnedFields its = owned.get(who);
      if (its == null) {
        continue;
      }
      if (firsts.containsKey(its.apiVersion()) && who.equals(bucket(its.apiVersion()))) {
        continue;
      }
      ManagerIdentity first = firsts.putIfAbsent(its.apiVersion(), who);
      if (first != null) {
        merge(owned, first, who, its);
        count--;
      }
    }
  }

  private static void merge(
      Map<ManagerIdentity, OwnedFields> owned,
      ManagerIdentity first,
      ManagerIdentity who,
      OwnedFields its) {
    ManagerIdentity bucket = new ManagerIdentity("ancient-changes", false, its.apiVersion(), "");
    OwnedFields before = owned.get(bucket);
    if (before == null) {
      before = owned.remove(first);
    }
    owned.remove(who);
    FieldSet all = before == null ? its.set() : its.set().union(before.set());
    owned.put(bucket, new OwnedFields(all, its.apiVersion(), its.time(), null));
  }

  private static ManagerIdentity bucket(String apiVersion) {
    return new ManagerIdentity("ancient-changes", false, apiVersion, "");
  }
}

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

  private UpdaterCap() {}

  static void enforce(Managers managers) {
    Map<ManagerIdentity, OwnedFields> owned = managers.owned();
    List<ManagerIdentity> updaters = new ArrayList<>();
    owned.keySet().stream().filter(who -> !who.applied()).forEach(updaters::add);
    int count = updaters.size();
    if (count <= MOST) {
      return;
    }
    Map<ManagerIdentity, String> times = new HashMap<>();
    updaters.forEach(who -> times.put(who, managers.owned().get(who).time()));
    updaters.sort(
        Comparator.comparing((ManagerIdentity who) -> times.getOrDefault(who, ""))
            .thenComparing(Comparator.naturalOrder()));
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

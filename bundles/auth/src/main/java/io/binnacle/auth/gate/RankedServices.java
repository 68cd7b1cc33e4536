package io.binnacle.auth.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Services in the order of their ranking, highest first, the older of equals first. */
final class RankedServices<T> {
  private record Entry<T>(T service, int ranking, long id) {}

  private final Comparator<Entry<T>> order =
      Comparator.<Entry<T>>comparingInt(Entry::ranking).reversed().thenComparingLong(Entry::id);
  private List<Entry<T>> entries = List.of();
  private volatile List<T> services = List.of();

  synchronized void add(T service, Map<String, Object> properties) {
    int ranking = properties.get("service.ranking") instanceof Integer given ? given : 0;
    long id = properties.get("service.id") instanceof Long given ? given : Long.MAX_VALUE;
    List<Entry<T>> changed = new ArrayList<>(entries);
    changed.add(new Entry<>(service, ranking, id));
    changed.sort(order);
    set(changed);
  }

  synchronized void remove(T service) {
    List<Entry<T>> changed = new ArrayList<>(entries);
    changed.removeIf(entry -> entry.service() == service);
    set(changed);
  }

  private void set(List<Entry<T>> changed) {
    entries = List.copyOf(changed);
    services = changed.stream().map(Entry::service).toList();
  }

  List<T> list() {
    return services;
  }
}

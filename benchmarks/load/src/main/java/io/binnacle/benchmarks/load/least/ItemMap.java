package io.binnacle.benchmarks.load.least;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All items by name. One thread writes, many read. */
final class ItemMap {
  private final ConcurrentNavigableMap<String, Item> items = new ConcurrentSkipListMap<>();
  private volatile long revision = 1;

  void put(Item item) {
    items.put(item.name(), item);
    revision = item.revision();
  }

  /** Null if there is none. */
  Item remove(String name, long atRevision) {
    revision = atRevision;
    return items.remove(name);
  }

  /** Null if there is none. */
  Item get(String name) {
    return items.get(name);
  }

  /**
   * A list of all whose label is the given one, "" for all, in one array.
   *
   * @param after the name behind which it begins, "" for the first
   * @param limit 0 for no limit
   */
  byte[] list(String shard, String after, int limit) {
    List<Item> found = new ArrayList<>();
    int length = 0;
    String next = "";
    for (Item item : after.isEmpty() ? items.values() : items.tailMap(after, false).values()) {
      if (!shard.isEmpty() && !shard.equals(item.shard())) {
        continue;
      }
      if (limit > 0 && found.size() == limit) {
        next = found.get(limit - 1).name();
        break;
      }
      found.add(item);
      length += item.json().length - Item.LIST_START + 2;
    }
    byte[] head = head(next);
    byte[] list = new byte[head.length + length + 2 - (found.isEmpty() ? 0 : 1)];
    System.arraycopy(head, 0, list, 0, head.length);
    int at = head.length;
    for (Item item : found) {
      if (at > head.length) {
        list[at++] = ',';
      }
      list[at++] = '{';
      int part = item.json().length - Item.LIST_START;
      System.arraycopy(item.json(), Item.LIST_START, list, at, part);
      at += part;
    }
    list[at] = ']';
    list[at + 1] = '}';
    return list;
  }

  private byte[] head(String next) {
    return ("{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\""
            + revision
            + (next.isEmpty() ? "" : "\",\"continue\":\"" + next)
            + "\"},\"items\":[")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}

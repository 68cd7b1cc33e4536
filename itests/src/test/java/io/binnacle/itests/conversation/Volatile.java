package io.binnacle.itests.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts placeholders where values differ from run to run, on both sides of a comparison. */
final class Volatile {
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("uid", "UID"),
          Map.entry("resourceVersion", "RV"),
          Map.entry("creationTimestamp", "TIME"),
          Map.entry("deletionTimestamp", "TIME"),
          Map.entry("time", "TIME"),
          Map.entry("clusterIP", "IP"),
          Map.entry("nodePort", "PORT"),
          Map.entry("lastTransitionTime", "TIME"),
          Map.entry("continue", "TOKEN"),
          Map.entry("firstTimestamp", "TIME"),
          Map.entry("lastTimestamp", "TIME"),
          Map.entry("healthCheckNodePort", "PORT"),
          Map.entry("token", "TOKEN"),
          Map.entry("expirationTimestamp", "TIME"),
          Map.entry("lastUpdateTime", "TIME"));

  private record Rewrite(Pattern pattern, String with) {}

  private static final List<Rewrite> TEXTS =
      List.of(
          new Rewrite(
              Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
              "UID"),
          new Rewrite(Pattern.compile("current: \\d+"), "current: RV"),
          new Rewrite(Pattern.compile("(\\\\*\"resourceVersion\\\\*\":\\\\*\")\\d+"), "$1RV"),
          new Rewrite(Pattern.compile("in object meta: \\d+"), "in object meta: RV"),
          new Rewrite(Pattern.compile("in (the precondition|record) \\(\\d{2,}\\)"), "in $1 (RV)"),
          new Rewrite(
              Pattern.compile("too old resource version: \\d+ \\(\\d+\\)"),
              "too old resource version: RV (RV)"),
          new Rewrite(
              Pattern.compile(
                  "\\b20(2[4-9]|[3-9]\\d)-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|"
                      + " \\+0000 UTC)"),
              "TIME"));

  private Volatile() {}

  static Object scrub(Object value, boolean keepManagedFields) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> result = new LinkedHashMap<>();
      map.forEach(
          (k, v) -> {
            String key = (String) k;
            if (keepManagedFields || !key.equals("managedFields")) {
              result.put(key, field(key, v, keepManagedFields));
            }
          });
      return result;
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      list.forEach(item -> result.add(scrub(item, keepManagedFields)));
      return result;
    }
    return value instanceof String s ? text(s) : value;
  }

  static Object field(String key, Object value, boolean keepManagedFields) {
    if (FIELDS.containsKey(key) && !(value instanceof Map) && !(value instanceof List)) {
      return keeps(value) ? value : FIELDS.get(key);
    }
    if (key.equals("clusterIPs") && value instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      list.forEach(item -> result.add(keeps(item) ? item : "IP"));
      return result;
    }
    Object scrubbed = scrub(value, keepManagedFields);
    if (key.substring(key.lastIndexOf('.') + 1).equals("managedFields")
        && scrubbed instanceof List<?> entries) {
      // Entries are in the order of their times; recorded were such as came within one second.
      List<Object> sorted = new ArrayList<>(entries);
      sorted.sort(Comparator.comparing(Volatile::manager));
      return sorted;
    }
    return scrubbed;
  }

  private static String manager(Object entry) {
    return entry instanceof Map<?, ?> map
        ? map.get("operation")
            + "\0"
            + map.get("manager")
            + "\0"
            + map.get("apiVersion")
            + "\0"
            + map.get("subresource")
        : "";
  }

  private static boolean keeps(Object value) {
    return value == null || value.equals("") || value.equals("None");
  }

  static String text(String text) {
    String result = text;
    for (Rewrite rewrite : TEXTS) {
      result = rewrite.pattern().matcher(result).replaceAll(rewrite.with());
    }
    return result;
  }
}

package io.binnacle.benchmarks.load.soak;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a watcher knows by its events alone. Complains of an event that cannot follow what came
 * before: out of order, repeated, or about an object that should or should not be there. Not
 * thread-safe.
 */
final class Fold {
  private static final int MAX_COMPLAINTS = 20;

  private final Map<String, byte[]> objects = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private long revision;
  private boolean expired;
  private long events;

  /** Starts anew from a list. */
  void reset(long listRevision, Map<String, byte[]> listed) {
    objects.clear();
    objects.putAll(listed);
    revision = listRevision;
    expired = false;
  }

  /**
   * Takes one line of a watch stream. The load's objects have their name and revision in metadata,
   * before any other text that could be taken for them.
   */
  void apply(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    String type = after(text, "{\"type\":\"");
    if (type.equals("ERROR")) {
      expired = text.contains("\"code\":410");
      if (!expired) {
        complain("ERROR event", text);
      }
      return;
    }
    long at = Long.parseLong(after(text, "\"resourceVersion\":\""));
    if (type.equals("BOOKMARK")) {
      if (at < revision) {
        complain("bookmark before " + revision, text);
      }
      revision = Math.max(revision, at);
      return;
    }
    events++;
    if (at <= revision) {
      complain("event not after " + revision, text);
    }
    revision = at;
    String name = after(text, "\"name\":\"");
    int start = text.indexOf("\"object\":") + "\"object\":".length();
    byte[] object = text.substring(start, text.length() - 1).getBytes(StandardCharsets.UTF_8);
    boolean known =
        type.equals("DELETED") ? objects.remove(name) != null : objects.put(name, object) != null;
    if (known == type.equals("ADDED")) {
      complain(known ? "ADDED again" : type + " of an unknown object", text);
    }
  }

  private static String after(String text, String mark) {
    int at = text.indexOf(mark);
    int from = at + mark.length();
    return at < 0 ? "" : text.substring(from, text.indexOf('"', from));
  }

  private void complain(String what, String event) {
    if (complaints.size() < MAX_COMPLAINTS) {
      complaints.add(what + ": " + event.substring(0, Math.min(300, event.length())));
    }
  }

  Collection<byte[]> objects() {
    return objects.values();
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** The revision to go on from. */
  long revision() {
    return revision;
  }

  /** Whether the server said that the revision is too old to go on from. */
  boolean isExpired() {
    return expired;
  }

  long events() {
    return events;
  }
}

package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of events.k8s.io/v1 and of core/v1: the same stored objects, by different field names.
 * What one of them always shows it shows after a conversion, too.
 */
public final class EventConversion {
  /** Names of events.k8s.io/v1 by those of core/v1, in the order of core/v1. */
  private static final Map<String, String> NEW_NAMES = new LinkedHashMap<>();

  /** Names of core/v1 by those of events.k8s.io/v1, in the order of events.k8s.io/v1. */
  private static final Map<String, String> OLD_NAMES = new LinkedHashMap<>();

  static {
    NEW_NAMES.put("involvedObject", "regarding");
    NEW_NAMES.put("reason", "reason");
    NEW_NAMES.put("message", "note");
    NEW_NAMES.put("source", "deprecatedSource");
    NEW_NAMES.put("firstTimestamp", "deprecatedFirstTimestamp");
    NEW_NAMES.put("lastTimestamp", "deprecatedLastTimestamp");
    NEW_NAMES.put("count", "deprecatedCount");
    NEW_NAMES.put("type", "type");
    NEW_NAMES.put("eventTime", "eventTime");
    NEW_NAMES.put("series", "series");
    NEW_NAMES.put("action", "action");
    NEW_NAMES.put("related", "related");
    NEW_NAMES.put("reportingComponent", "reportingController");
    NEW_NAMES.put("reportingInstance", "reportingInstance");
    OLD_NAMES.put("eventTime", "eventTime");
    OLD_NAMES.put("series", "series");
    OLD_NAMES.put("reportingController", "reportingComponent");
    OLD_NAMES.put("reportingInstance", "reportingInstance");
    OLD_NAMES.put("action", "action");
    OLD_NAMES.put("reason", "reason");
    OLD_NAMES.put("regarding", "involvedObject");
    OLD_NAMES.put("related", "related");
    OLD_NAMES.put("note", "message");
    OLD_NAMES.put("type", "type");
    OLD_NAMES.put("deprecatedSource", "source");
    OLD_NAMES.put("deprecatedFirstTimestamp", "firstTimestamp");
    OLD_NAMES.put("deprecatedLastTimestamp", "lastTimestamp");
    OLD_NAMES.put("deprecatedCount", "count");
  }

  private EventConversion() {}

  /** The same event as core/v1 has it, a new tree; parts that are alike are shared. */
  public static Unstructured toCore(Unstructured event) {
    Unstructured core = converted(event, NEW_NAMES, "v1");
    if (core.get("series") != null) {
      Map<String, @Nullable Object> series = new LinkedHashMap<>();
      long count = core.number(0, "series", "count");
      if (count != 0) {
        series.put("count", count);
      }
      series.put("lastObservedTime", core.get("series", "lastObservedTime"));
      core.set(series, "series");
    }
    EventStrategy.fill(core);
    return core;
  }

  /** The same event as events.k8s.io/v1 has it, a new tree; parts that are alike are shared. */
  public static Unstructured fromCore(Unstructured core) {
    Unstructured event = converted(core, OLD_NAMES, "events.k8s.io/v1");
    for (String text : new String[] {"reportingController", "reportingInstance"}) {
      if (event.string(text).isEmpty()) {
        event.remove(text);
      }
    }
    if (event.get("series") != null) {
      Map<String, @Nullable Object> series = new LinkedHashMap<>();
      series.put("count", event.number(0, "series", "count"));
      series.put("lastObservedTime", event.get("series", "lastObservedTime"));
      event.set(series, "series");
    }
    NewEventStrategy.fill(event);
    return event;
  }

  /**
   * @param names the names of the source by those of the result
   */
  private static Unstructured converted(
      Unstructured from, Map<String, String> names, String apiVersion) {
    Unstructured to = Unstructured.create(apiVersion, "Event");
    if (from.get("metadata") != null) {
      to.set(from.get("metadata"), "metadata");
    }
    names.forEach(
        (target, source) -> {
          Object value = from.get(source);
          if (value != null) {
            to.set(value, target);
          }
        });
    return to;
  }
}

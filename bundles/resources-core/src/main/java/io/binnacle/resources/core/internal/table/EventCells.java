package io.binnacle.resources.core.internal.table;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.table.Age;
import java.time.InstantSource;
import java.util.Locale;

/** How an Event shows in a Table. */
public final class EventCells {
  private final InstantSource clock;

  public EventCells(InstantSource clock) {
    this.clock = clock;
  }

  public Object firstSeen(Unstructured event) {
    String first = event.string("firstTimestamp");
    return Age.of(first.isEmpty() ? event.string("eventTime") : first, clock.instant());
  }

  public Object lastSeen(Unstructured event) {
    String series = event.string("series", "lastObservedTime");
    String last = series.isEmpty() ? event.string("lastTimestamp") : series;
    return last.isEmpty() ? firstSeen(event) : Age.of(last, clock.instant());
  }

  public static Object object(Unstructured event) {
    String kind = event.string("involvedObject", "kind").toLowerCase(Locale.ROOT);
    String name = event.string("involvedObject", "name");
    return name.isEmpty() ? kind : kind + "/" + name;
  }

  public static Object source(Unstructured event) {
    String component = event.string("source", "component");
    String shown = component.isEmpty() ? event.string("reportingComponent") : component;
    String host = event.string("source", "host");
    String instance = host.isEmpty() ? event.string("reportingInstance") : host;
    return instance.isEmpty() ? shown : shown + ", " + instance;
  }

  public static Object message(Unstructured event) {
    return event.string("message").strip();
  }

  public static Object count(Unstructured event) {
    long count = event.number(event.number(0, "count"), "series", "count");
    return count == 0 ? 1L : count;
  }
}

package io.binnacle.rest.resource;

import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.rest.answer.StatusBody;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * Watch events as lines of JSON. An event's bytes are made once for each form and shared by all
 * watchers that want the same. Used by one thread at a time.
 */
final class EventEncoder {
  private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);

  private final ObjectForm form;
  private final String firstForm;
  private final String laterForm;
  private boolean first = true;

  EventEncoder(ObjectForm form) {
    this.form = form;
    this.firstForm = form.id(true);
    this.laterForm = form.id(false);
  }

  byte[] encode(WatchCacheEvent event) {
    boolean headers = first;
    first = false;
    return event.encoded(
        headers ? firstForm : laterForm, e -> line(e.type().name(), object(e, headers)));
  }

  /** The event that tells a watcher why its watch ends. */
  static byte[] error(StatusException failure) {
    return line("ERROR", Json.write(StatusBody.of(failure)));
  }

  private byte[] object(WatchCacheEvent event, boolean headers) {
    StatusException failure = event.error();
    LocalObject object = event.object();
    if (failure != null) {
      return Json.write(StatusBody.of(failure));
    }
    return object != null
        ? form.eventObject(object, headers)
        : form.bookmark(event.revision(), event.isEndOfInitialEvents(), headers);
  }

  private static byte[] line(String type, byte[] object) {
    byte[] start = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
    byte[] line = new byte[start.length + object.length + END.length];
    System.arraycopy(start, 0, line, 0, start.length);
    System.arraycopy(object, 0, line, start.length, object.length);
    System.arraycopy(END, 0, line, start.length + object.length, END.length);
    return line;
  }
}

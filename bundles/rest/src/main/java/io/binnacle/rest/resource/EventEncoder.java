package io.binnacle.rest.resource;

import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.metrics.Histogram;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;

/**
 * Watch events as they are written to the stream. An event's bytes are made once for each form and
 * shared by all watchers that want the same. Used by one thread at a time.
 */
final class EventEncoder {
  private final ServedResource resource;
  private final ObjectForm form;
  private final Histogram sizes;
  private final String firstForm;
  private final String laterForm;
  private boolean first = true;

  /**
   * @param sizes takes the length of each event, in bytes
   */
  EventEncoder(ServedResource resource, ObjectForm form, Histogram sizes) {
    this.resource = resource;
    this.form = form;
    this.sizes = sizes;
    this.firstForm = form.id(true);
    this.laterForm = form.id(false);
  }

  /** The Content-Type of the stream. */
  String streamType() {
    return form.streamType();
  }

  byte[] encode(WatchCacheEvent event) {
    boolean headers = first;
    first = false;
    byte[] bytes =
        event.encoded(
            headers ? firstForm : laterForm, e -> form.event(e.type().name(), object(e, headers)));
    sizes.observe(bytes.length);
    return bytes;
  }

  private byte[] object(WatchCacheEvent event, boolean headers) {
    StatusException failure = event.error();
    if (failure != null) {
      return form.status(failure);
    }
    LocalObject object = event.object();
    return object != null
        ? form.eventObject(object, headers)
        : form.bookmark(resource.bookmark(event.revision(), event.isEndOfInitialEvents()), headers);
  }
}

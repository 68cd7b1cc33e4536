package io.binnacle.api.cache;

import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;

/**
 * What a watcher wants.
 *
 * @param namespace only of this namespace, "" for all
 * @param labels only objects whose labels match
 * @param fields only objects whose fields match
 * @param fromRevision events after this revision; 0: the state of now first, as ADDED events, then
 *     what follows
 * @param start how it begins where {@code fromRevision} leaves it open
 * @param bookmarks whether BOOKMARK events are wanted
 */
public record WatchRequest(
    String namespace,
    LabelSelector labels,
    FieldSelector fields,
    long fromRevision,
    Start start,
    boolean bookmarks) {
  /** How a watch begins. */
  public enum Start {
    /** With the events after {@code fromRevision}. */
    EVENTS,
    /** With an ADDED event for each object there is, then events: the legacy way of revision 0. */
    SYNTHETIC_ADDED,
    /**
     * As SYNTHETIC_ADDED from a state not older than {@code fromRevision}, or as new as storage
     * where that is 0; where bookmarks are wanted, ended by the one that KEP-3157 defines.
     */
    INITIAL_EVENTS
  }
}

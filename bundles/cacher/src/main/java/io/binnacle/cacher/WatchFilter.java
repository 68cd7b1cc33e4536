package io.binnacle.cacher;

import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.translate.LocalObject;

/** What a watcher wants to see, by namespace, labels and fields. */
record WatchFilter(WatchRequest request) {
  boolean passes(LocalObject object) {
    return (request.namespace().isEmpty() || request.namespace().equals(object.namespace()))
        && (request.labels().isEverything() || request.labels().matches(object.labels()))
        && (request.fields().isEverything() || request.fields().matches(object.fields()));
  }
}

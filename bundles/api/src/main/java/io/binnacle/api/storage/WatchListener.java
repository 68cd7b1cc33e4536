package io.binnacle.api.storage;

import java.util.List;

/**
 * Receives a watch's events. An engine calls one listener from one thread at a time, in order. A
 * listener must not block: the engine serves other watches from the same thread.
 */
public interface WatchListener {
  /** Changes in revision order; all changes of one revision arrive in one call. */
  void onEvents(List<WatchEvent> events);

  /** Everything up to and including {@code revision} has been delivered. */
  void onProgress(long revision);

  /**
   * The watch has ended and nothing follows. {@link StorageException.Code#COMPACTED} means that
   * history from the wanted revision is gone; the watcher must read anew.
   */
  void onError(StorageException error);
}

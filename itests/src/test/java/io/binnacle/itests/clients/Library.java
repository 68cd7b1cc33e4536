package io.binnacle.itests.clients;

import java.util.Map;

/** A client library, as programs use it. Not thread-safe. */
interface Library extends AutoCloseable {
  /**
   * Creates, reads, changes, patches, watches, lists in pages and deletes ConfigMaps, and fails
   * where that is not as it should be.
   */
  void useOnce(String namespace) throws Exception;

  /** Begins to follow the ConfigMaps of a namespace by the library's informer. */
  void follow(String namespace) throws Exception;

  /** The versions of the ConfigMaps by name, from what the informer has told so far. */
  Map<String, String> followed() throws Exception;

  @Override
  void close();
}

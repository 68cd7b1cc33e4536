package io.binnacle.api.storage;

/** An open watch. */
public interface WatchHandle extends AutoCloseable {
  /**
   * Ends the watch; an event being delivered on another thread may still arrive. Closing twice is
   * fine.
   */
  @Override
  void close();
}

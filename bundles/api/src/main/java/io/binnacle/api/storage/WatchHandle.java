package io.binnacle.api.storage;

/** An open watch. */
public interface WatchHandle extends AutoCloseable {
  /** What {@link #currentIfDelivered} answers where something may still be on its way. */
  long NOT_KNOWN = -1;

  /**
   * The store's newest revision, if all changes up to it that this watch wants are known to have
   * been handed to its listener, whose call has returned; else {@link #NOT_KNOWN}. With it a reader
   * of what the listener keeps is as fresh as storage without asking anyone.
   *
   * <p>It takes no I/O, never waits and may be called from any thread. An engine that cannot know
   * the newest revision without asking others (a store that several servers write to) leaves it as
   * it is: {@link Storage#currentRevision} and {@link Storage#requestProgress} serve there.
   *
   * @return a revision that is at least that of every write answered before the call; {@link
   *     #NOT_KNOWN} while changes are pending, while the watch is being brought up to date, and
   *     once it has ended
   */
  default long currentIfDelivered() {
    return NOT_KNOWN;
  }

  /**
   * Ends the watch; an event being delivered on another thread may still arrive. Closing twice is
   * fine.
   */
  @Override
  void close();
}

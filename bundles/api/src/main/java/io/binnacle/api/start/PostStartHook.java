package io.binnacle.api.start;

/**
 * A step that every server takes when it starts, such as making the objects that a fresh cluster
 * holds. A service with the property {@link #NAME}; it may come at any time and is then run once,
 * on a thread of its own. While it has not succeeded, {@code /readyz?verbose} tells {@code
 * poststarthook/NAME} as failed.
 */
public interface PostStartHook {
  /** Service property: the hook's name, such as {@code rbac/bootstrap-roles}. */
  String NAME = "binnacle.hook";

  /**
   * Service property of what the runner registers once the hook of that name has succeeded, and
   * withdraws when the hook goes.
   */
  String DONE = "binnacle.poststarthook";

  /**
   * Takes the step. Has to bear with being run again, by this server or another one on the same
   * storage, after having come to any point.
   *
   * @throws io.binnacle.api.status.StatusException if it can't be taken now: it is tried again
   *     after a while, for as long as it takes
   * @throws InterruptedException if it was told to end because the hook goes
   */
  void run() throws InterruptedException;
}

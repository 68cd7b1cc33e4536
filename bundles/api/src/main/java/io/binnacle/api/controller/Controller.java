package io.binnacle.api.controller;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A loop that looks at one object at a time and brings it into the state that it asks for. Register
 * one as an OSGi service and it runs while all types that it names are served: it is started when
 * the last of them comes and stopped when the first of them goes, and that again and again.
 *
 * <p>All its methods but {@link #name} and {@link #resources} are called by one thread of its own,
 * so that it needs no locks and holds up nobody else. Where several servers share their storage,
 * the one that holds the Lease {@code binnacle-NAME} in {@code kube-system} calls {@link
 * #reconcile}; the others follow, ready to take over.
 */
public interface Controller {
  /** A name unique in the server, as an object may have it: it names the Lease and the thread. */
  String name();

  /** The resources that it needs, such as {@code pods} or {@code crontabs.example.com}. */
  Set<String> resources();

  /**
   * Says what it wants to be told of, by handlers of informers that put objects into the queue. A
   * failure is logged, and the controller does not run.
   */
  void start(ControllerContext context);

  /**
   * Looks at an object that was put into the queue, once all informers know what there is. It may
   * be gone, or as it should be: this is called more often than needed, never less.
   *
   * @return when to look again although nothing changed; empty for not at all
   * @throws RuntimeException if it can't be settled: it is tried again, after a pause that grows
   *     with each failure
   * @throws InterruptedException if it waited and the controller is being stopped
   */
  Optional<Duration> reconcile(ObjectKey key) throws InterruptedException;

  /** The controller has stopped; what {@link #start} was given must not be used any more. */
  default void stop() {}
}

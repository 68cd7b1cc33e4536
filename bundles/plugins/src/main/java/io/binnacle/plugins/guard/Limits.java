package io.binnacle.plugins.guard;

import java.util.concurrent.TimeUnit;

/**
 * What a plugin may use.
 *
 * @param callMillis how long a call may take that only computes, such as a validation
 * @param actionMillis how long a call may take that may ask others, such as an action
 * @param graceMillis how long a call may go on after it was interrupted
 * @param threads how many of its calls run at once
 * @param queued how many calls wait for one of these threads
 * @param allocatedBytes how much a call may allocate
 * @param strikes how many calls within a minute may overstep before the plugin is switched off
 */
public record Limits(
    long callMillis,
    long actionMillis,
    long graceMillis,
    int threads,
    int queued,
    long allocatedBytes,
    int strikes) {
  /** The limits where nothing else is configured but the time of a call. */
  public static Limits withCallMillis(long millis) {
    long heap = Runtime.getRuntime().maxMemory();
    return new Limits(
        millis,
        Math.max(millis, TimeUnit.SECONDS.toMillis(30)),
        1000,
        16,
        256,
        Math.min(256L << 20, heap / 4),
        3);
  }
}

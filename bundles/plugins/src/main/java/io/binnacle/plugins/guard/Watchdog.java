package io.binnacle.plugins.guard;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all calls of all plugins every now and then, for those that take too long or allocate
 * too much. One thread; while no plugin has a thread it has nothing to look at.
 */
public final class Watchdog implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;

  private final Set<Guard> guards = ConcurrentHashMap.newKeySet();
  private final Allocation.Meter allocation = Allocation.meter();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "plugin-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  public Watchdog() {
    timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  void watch(Guard guard) {
    guards.add(guard);
  }

  void forget(Guard guard) {
    guards.remove(guard);
  }

  private void look() {
    for (Guard guard : guards) {
      for (PluginThread thread : guard.threads()) {
        for (Call call = thread.call(); call != null; call = call.outer()) {
          look(guard, thread, call);
        }
      }
    }
  }

  private void look(Guard guard, PluginThread thread, Call call) {
    long now = System.nanoTime();
    if (call.isOverdue()) {
      if (call.nanosSinceInterrupt(now)
          > TimeUnit.MILLISECONDS.toNanos(guard.limits().graceMillis())) {
        guard.captured(thread, call);
      }
      return;
    }
    String how = overstepped(guard, thread, call, now);
    if (how != null) {
      guard.overstepped(thread, call, how);
    }
  }

  private @Nullable String overstepped(Guard guard, PluginThread thread, Call call, long now) {
    if (call.isOverTime(now)) {
      return "took too long";
    }
    long allocated = allocation.allocatedBy(thread);
    return allocated >= 0 && call.allocatedSince(allocated) > guard.limits().allocatedBytes()
        ? "allocated more than " + (guard.limits().allocatedBytes() >> 20) + " MiB"
        : null;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

package io.binnacle.plugins.guard;

import org.jspecify.annotations.Nullable;

/** A thread that runs a plugin's code and nobody else's. */
final class PluginThread extends Thread {
  private final Guard guard;
  private volatile @Nullable Task<?> task;
  private volatile @Nullable Call call;

  PluginThread(Guard guard, Runnable work, String name) {
    super(work, name);
    this.guard = guard;
    setDaemon(true);
  }

  boolean isOf(Guard other) {
    return guard == other;
  }

  void begin(Task<?> begun) {
    task = begun;
  }

  void end() {
    task = null;
  }

  @Nullable Task<?> task() {
    return task;
  }

  @Nullable Call call() {
    return call;
  }

  Call enter(String what, long nanos) {
    Call entered = new Call(what, nanos, call);
    call = entered;
    return entered;
  }

  /** False if the call took too long. */
  boolean leave(Call left) {
    call = left.outer();
    return left.leave();
  }
}

package io.binnacle.plugins.guard;

import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.TranslationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the server and one plugin's code. The code runs on threads of the plugin's own, a
 * few at most; who calls it waits, but never longer than the call may take. What it throws fails
 * the call and nothing else. A plugin that keeps its threads, or takes too long again and again, is
 * switched off: it is not called any more until its bundle is restarted.
 *
 * <p>Thread-safe. Used for one run of the bundle, from its start until it stops.
 */
public final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final long LOGGED_EVERY = TimeUnit.SECONDS.toNanos(1);
  private static final long STRIKES_COUNT_FOR = TimeUnit.MINUTES.toNanos(1);

  private final String plugin;
  private final Limits limits;
  private final Watchdog watchdog;
  private final ThreadPoolExecutor pool;
  private final Set<PluginThread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger numbers = new AtomicInteger();
  private final List<Target<?>> targets = new ArrayList<>();
  private final List<Runnable> whenOff = new ArrayList<>();
  private final List<Long> strikes = new ArrayList<>();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder overdue = new LongAdder();
  private volatile String off = "";
  private volatile String lastFailure = "";
  private volatile long lastLogged = System.nanoTime() - LOGGED_EVERY;

  /**
   * @param plugin what messages call it
   */
  public Guard(String plugin, Limits limits, Watchdog watchdog) {
    this.plugin = plugin;
    this.limits = limits;
    this.watchdog = watchdog;
    this.pool =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(limits.queued()),
            this::thread);
    pool.allowCoreThreadTimeOut(true);
    watchdog.watch(this);
  }

  private Thread thread(Runnable work) {
    PluginThread[] made = new PluginThread[1];
    Runnable counted =
        () -> {
          try {
            work.run();
          } finally {
            threads.remove(made[0]);
          }
        };
    made[0] = new PluginThread(this, counted, "plugin-" + plugin + "-" + numbers.incrementAndGet());
    threads.add(made[0]);
    return made[0];
  }

  public String plugin() {
    return plugin;
  }

  public Limits limits() {
    return limits;
  }

  Set<PluginThread> threads() {
    return threads;
  }

  /** How it has gone so far. */
  public GuardReport report() {
    return new GuardReport(
        off, lastFailure, calls.sum(), failures.sum(), overdue.sum(), threads.size());
  }

  /** Runs {@code then} once when the plugin is switched off, at once if it is already. */
  public void whenOff(Runnable then) {
    synchronized (whenOff) {
      if (off.isEmpty()) {
        whenOff.add(then);
        return;
      }
    }
    then.run();
  }

  /** Calls the plugin's code: what the call does, for messages, and what to run. */
  public <T extends @Nullable Object> T call(String what, long millis, Supplier<T> work) {
    try {
      return interruptibly(what, millis, work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StatusException.serviceUnavailable("the server is stopping");
    }
  }

  /** As {@link #call}, for whoever wants to know of an interrupt. */
  <T extends @Nullable Object> T interruptibly(String what, long millis, Supplier<T> work)
      throws InterruptedException {
    refuseIfOff();
    calls.increment();
    if (Thread.currentThread() instanceof PluginThread own && own.isOf(this)) {
      return inside(own, what, millis, work);
    }
    return submit(() -> inside(own(), what, millis, work)).await();
  }

  /** As {@link #call}, without waiting; what follows must not be done on the plugin's thread. */
  public <T> CompletionStage<T> callLater(String what, long millis, Supplier<T> work) {
    refuseIfOff();
    calls.increment();
    return submit(() -> inside(own(), what, millis, work));
  }

  /**
   * Runs what belongs to the server and calls the plugin's code many times over on the plugin's
   * thread, so that it is changed to once. Only the calls inside it are watched.
   */
  public <T> T operate(Supplier<T> operation) {
    if (Thread.currentThread() instanceof PluginThread own && own.isOf(this)) {
      return operation.get();
    }
    try {
      return submit(operation).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StatusException.serviceUnavailable("the server is stopping");
    }
  }

  /** As {@link #operate}, without waiting. */
  public <T> CompletionStage<T> operateLater(Supplier<CompletionStage<T>> operation) {
    return submit(operation).thenCompose(stage -> stage);
  }

  private static PluginThread own() {
    return (PluginThread) Thread.currentThread();
  }

  private <T> Task<T> submit(Supplier<T> work) {
    Task<T> task = new Task<>(work);
    try {
      pool.execute(task);
    } catch (RejectedExecutionException e) {
      throw pool.isShutdown()
          ? StatusException.serviceUnavailable("plugin \"" + plugin + "\" has gone")
          : StatusException.tooManyRequests("plugin \"" + plugin + "\" has too much to do", 1);
    }
    if (!off.isEmpty() && pool.getQueue().remove(task)) {
      task.completeExceptionally(switchedOff());
    }
    return task;
  }

  private <T extends @Nullable Object> T inside(
      PluginThread thread, String what, long millis, Supplier<T> work) {
    Call call = thread.enter(what, TimeUnit.MILLISECONDS.toNanos(millis));
    boolean inTime;
    T result;
    try {
      result = work.get();
    } catch (StatusException | TranslationException | RefusedInput e) {
      throw e;
    } catch (Throwable t) {
      throw failed(what, t);
    } finally {
      inTime = thread.leave(call);
    }
    if (!inTime) {
      // Somebody has been told already that it failed: nothing must come of it now.
      throw late(what);
    }
    return result;
  }

  private StatusException failed(String what, Throwable failure) {
    failures.increment();
    lastFailure = what + ": " + failure;
    long now = System.nanoTime();
    if (now - lastLogged > LOGGED_EVERY) {
      lastLogged = now;
      LOG.error("plugin {} failed in {}", plugin, what, failure);
    }
    return StatusException.internalError(
        "plugin \"" + plugin + "\" failed in " + what + ": " + failure);
  }

  private StatusException late(String what) {
    return StatusException.timeout(
        "plugin \"" + plugin + "\" did not come back from " + what + " in time", 0);
  }

  /** The watchdog has found a call to take too long, or too much. */
  void overstepped(PluginThread thread, Call call, String how) {
    Task<?> task = thread.task();
    if (!call.interrupt(thread)) {
      return;
    }
    overdue.increment();
    lastFailure = call.what() + " " + how;
    LOG.error("plugin {}: {} {}, it is interrupted", plugin, call.what(), how);
    if (task != null) {
      task.completeExceptionally(late(call.what()));
    }
    boolean again;
    synchronized (strikes) {
      long now = System.nanoTime();
      strikes.removeIf(then -> now - then > STRIKES_COUNT_FOR);
      strikes.add(now);
      again = strikes.size() >= limits.strikes();
    }
    if (again) {
      switchOff(call.what() + " " + how + ", " + limits.strikes() + " times in a minute");
    }
  }

  /** The watchdog has found a call to go on after it was interrupted. */
  void captured(PluginThread thread, Call call) {
    if (call.firstSeenCaptured()) {
      StringBuilder at = new StringBuilder();
      for (StackTraceElement element : thread.getStackTrace()) {
        at.append("\n\tat ").append(element);
      }
      LOG.error(
          "plugin {}: {} does not end when interrupted, its thread {} is lost{}",
          plugin,
          call.what(),
          thread.getName(),
          at);
      switchOff(call.what() + " does not end");
    }
    thread.interrupt();
  }

  private void switchOff(String why) {
    List<Runnable> told;
    synchronized (whenOff) {
      if (!off.isEmpty()) {
        return;
      }
      off = why;
      told = new ArrayList<>(whenOff);
      whenOff.clear();
    }
    LOG.error("plugin {} is switched off until its bundle is restarted: {}", plugin, why);
    List<Runnable> waiting = new ArrayList<>();
    pool.getQueue().drainTo(waiting);
    for (Runnable task : waiting) {
      if (task instanceof Task<?> open) {
        open.completeExceptionally(switchedOff());
      }
    }
    told.forEach(Runnable::run);
  }

  private void refuseIfOff() {
    if (!off.isEmpty()) {
      throw switchedOff();
    }
  }

  private StatusException switchedOff() {
    return StatusException.serviceUnavailable(
        "plugin \"" + plugin + "\" is switched off until its bundle is restarted: " + off);
  }

  /** Something of the plugin's that is let go of when the plugin has gone. */
  <T> Target<T> target(T object) {
    Target<T> target = new Target<>(plugin, object);
    synchronized (targets) {
      targets.add(target);
    }
    return target;
  }

  /** Whether nothing of the plugin's is being run. */
  public boolean isIdle() {
    return pool.getActiveCount() == 0 && pool.getQueue().isEmpty();
  }

  /**
   * The bundle has stopped: nothing leads to its classes any more, its threads end. Whatever is
   * asked of it from now on is refused.
   */
  public void close() {
    watchdog.forget(this);
    pool.shutdownNow();
    synchronized (targets) {
      targets.forEach(Target::clear);
      targets.clear();
    }
    synchronized (whenOff) {
      whenOff.clear();
    }
  }
}

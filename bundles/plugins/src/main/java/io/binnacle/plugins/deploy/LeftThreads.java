package io.binnacle.plugins.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Threads that a bundle goes on with after it has stopped: those in its classes, or that it has
 * made of them. They are interrupted; those that don't end keep the bundle's classes in memory, and
 * nothing can end them.
 */
final class LeftThreads {
  private static final int LOOKS = 10;
  private static final long LOOK_MILLIS = 50;

  private LeftThreads() {}

  /** Interrupts them and waits a little. The names of those that don't end, "" for none. */
  static String of(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
    List<Thread> left = List.of();
    for (int look = 0; look < LOOKS; look++) {
      left = find(bundle, loader);
      if (left.isEmpty()) {
        return "";
      }
      if (look == 1) {
        left.forEach(Thread::interrupt);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return String.join(", ", left.stream().map(Thread::getName).sorted().toList());
  }

  private static List<Thread> find(Bundle bundle, @Nullable ClassLoader loader) {
    List<Thread> found = new ArrayList<>();
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      Thread thread = each.getKey();
      if (loader != null && thread.getClass().getClassLoader() == loader
          || isIn(bundle, each.getValue())) {
        found.add(thread);
      }
    }
    return found;
  }

  private static boolean isIn(Bundle bundle, StackTraceElement[] stack) {
    for (StackTraceElement element : stack) {
      String name = element.getClassName();
      if (!name.startsWith("java.")
          && !name.startsWith("jdk.")
          && !name.startsWith("io.binnacle.")
          && bundle.getEntry(name.replace('.', '/') + ".class") != null) {
        return true;
      }
    }
    return false;
  }
}

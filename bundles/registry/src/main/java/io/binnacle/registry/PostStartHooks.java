package io.binnacle.registry;

import io.binnacle.api.start.PostStartHook;
import io.binnacle.api.status.StatusException;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every {@link PostStartHook} that appears, each on a thread of its own that ends when the
 * hook has succeeded. What can't be done yet is tried again, often at first; why it can't is logged
 * when that lasts, and when it changes.
 */
@Component(service = {})
public final class PostStartHooks {
  private static final Logger LOG = LoggerFactory.getLogger(PostStartHooks.class);
  private static final long SOON_MILLIS = 10;
  private static final long LATER_MILLIS = 500;
  private static final int SOON_ATTEMPTS = 100;

  private final BundleContext context;
  private final Map<PostStartHook, Run> runs = new HashMap<>();

  @Activate
  public PostStartHooks(BundleContext context) {
    this.context = context;
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "stop")
  void start(PostStartHook hook, Map<String, Object> properties) {
    Run run = new Run(hook, String.valueOf(properties.get(PostStartHook.NAME)));
    synchronized (runs) {
      runs.put(hook, run);
    }
    run.begin();
  }

  void stop(PostStartHook hook) {
    Run run;
    synchronized (runs) {
      run = runs.remove(hook);
    }
    if (run != null) {
      run.end();
    }
  }

  /** One hook's way to success. */
  private final class Run {
    private final PostStartHook hook;
    private final String name;
    private final Thread thread;
    private @Nullable ServiceRegistration<Run> done;
    private boolean ended;

    Run(PostStartHook hook, String name) {
      this.hook = hook;
      this.name = name;
      this.thread = new Thread(this::untilDone, "poststarthook/" + name);
      thread.setDaemon(true);
    }

    void begin() {
      thread.start();
    }

    private void untilDone() {
      long start = System.nanoTime();
      String told = "";
      try {
        for (int attempt = 1; !hasEnded(); attempt++) {
          try {
            hook.run();
            LOG.debug("{} is done after {} ms", name, (System.nanoTime() - start) / 1_000_000);
            tellDone();
            return;
          } catch (StatusException notYet) {
            String why = String.valueOf(notYet.getMessage());
            if (attempt >= SOON_ATTEMPTS && !why.equals(told)) {
              LOG.warn("{} can't be done yet: {}", name, why);
              told = why;
            }
          } catch (RuntimeException broken) {
            // While parts of the server are being replaced, what a hook uses may break under it.
            String why = broken.toString();
            if (!why.equals(told) && !hasEnded()) {
              LOG.error("{} failed", name, broken);
              told = why;
            }
          }
          Thread.sleep(attempt < SOON_ATTEMPTS ? SOON_MILLIS : LATER_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private synchronized boolean hasEnded() {
      return ended;
    }

    private synchronized void tellDone() {
      if (!ended) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(PostStartHook.DONE, name);
        done = context.registerService(Run.class, this, properties);
      }
    }

    void end() {
      ServiceRegistration<Run> registered;
      synchronized (this) {
        ended = true;
        registered = done;
        done = null;
      }
      thread.interrupt();
      if (registered != null) {
        registered.unregister();
      }
    }
  }
}

package io.binnacle.cacher;

import io.binnacle.api.cache.CacherFactory;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.metrics.MetricSink;
import io.binnacle.api.metrics.MetricSource;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Makes cachers over the one storage. When storage goes, this goes, and with it all caches. */
@Component
public final class CacherFactoryComponent implements CacherFactory, MetricSource {
  private final Cacher.Shared shared;
  private final Set<Cacher> cachers = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "cacher-timer");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public CacherFactoryComponent(@Reference Storage storage) {
    this.shared = Cacher.Shared.of(storage, timer);
  }

  @Override
  public ResourceCache startCaching(ResourceType type, Translator translator) {
    Cacher cacher =
        new Cacher(type.resource(), type.storagePrefix(), translator, shared, cachers::remove);
    cachers.add(cacher);
    cacher.startCaching();
    return cacher;
  }

  @Override
  public void collect(MetricSink sink) {
    cachers.forEach(cacher -> cacher.collect(sink));
  }

  @Deactivate
  void deactivate() {
    timer.shutdownNow();
  }
}

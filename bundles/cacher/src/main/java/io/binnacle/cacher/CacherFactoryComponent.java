package io.binnacle.cacher;

import io.binnacle.api.cache.CacherFactory;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Makes cachers over the one storage. When storage goes, this goes, and with it all caches. */
@Component
public final class CacherFactoryComponent implements CacherFactory {
  private final Storage storage;
  private final ScheduledExecutorService retries =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "cacher-retries");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public CacherFactoryComponent(@Reference Storage storage) {
    this.storage = storage;
  }

  @Override
  public ResourceCache startCaching(ResourceType type, Translator translator) {
    Cacher cacher = new Cacher(type.storagePrefix(), translator, storage, retries);
    cacher.startCaching();
    return cacher;
  }

  @Deactivate
  void deactivate() {
    retries.shutdownNow();
  }
}

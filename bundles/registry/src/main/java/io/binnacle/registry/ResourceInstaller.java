package io.binnacle.registry;

import io.binnacle.api.admission.AdmissionChain;
import io.binnacle.api.cache.CacherFactory;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.translate.TranslatorRegistry;
import io.binnacle.api.type.ConfinedType;
import io.binnacle.api.type.ResourceType;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns every {@link ResourceType} that appears into a {@link ResourceStore}: its translator is
 * registered, its cacher started, and the store offered as a service. When the type goes its store
 * goes first, then its cache with all watches; what is stored stays.
 *
 * <p>Types come and go on any thread, one at a time for each.
 */
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=io.binnacle.api.registry.ResourceStore")
@Component(service = {})
public final class ResourceInstaller {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceInstaller.class);

  private static final int READY_LOOKS = 500;
  private static final long READY_MILLIS = 2;

  private record Installed(ServiceRegistration<ResourceStore> service, ResourceCache cache) {}

  private final BundleContext context;
  private final TranslatorRegistry translators;
  private final CacherFactory cachers;
  private final AdmissionChain admission;
  private final StoredForm form;
  private final StoredState state;
  private final Map<ResourceType, Installed> installed = new HashMap<>();

  @Activate
  public ResourceInstaller(
      BundleContext context,
      @Reference TranslatorRegistry translators,
      @Reference CacherFactory cachers,
      @Reference AdmissionChain admission,
      @Reference Storage storage) {
    this.context = context;
    this.translators = translators;
    this.cachers = cachers;
    this.admission = admission;
    this.form = storage.storedForm();
    this.state = new StoredState(storage);
  }

  /** A type that cannot be set up is named in the log and not served; the others are. */
  @Reference(
      service = ResourceType.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "uninstall")
  void install(ResourceType type) {
    try {
      Translator translator = translators.register(type, form);
      Served served;
      ResourceStore store;
      if (type.review().isPresent()) {
        served = new Served(type, translator, new NoCache(type.resource()), state, admission);
        store = new ReviewStore(served, type.review().get());
      } else {
        ResourceCache cache = cachers.startCaching(type, translator);
        served = new Served(type, translator, cache, state, admission);
        store = new GenericStore(served);
      }
      ResourceCache cached = served.cache();
      if (type instanceof ConfinedType confined) {
        store = confined.confine(store);
        if (type.review().isEmpty()) {
          cached = store.cache();
          awaitReady(cached);
        }
      }
      Dictionary<String, Object> properties = new Hashtable<>();
      properties.put(ResourceStore.RESOURCE, type.resource().toString());
      ServiceRegistration<ResourceStore> service =
          context.registerService(ResourceStore.class, store, properties);
      synchronized (installed) {
        installed.put(type, new Installed(service, cached));
      }
    } catch (RuntimeException e) {
      LOG.error("resource type {} cannot be served", type.resource(), e);
    }
  }

  /**
   * A type that comes while the server runs is answered for from its first request on: nobody is
   * told to come again because it has not been read yet.
   */
  private static void awaitReady(ResourceCache cache) {
    try {
      for (int look = 0; look < READY_LOOKS && !cache.isReady(); look++) {
        TimeUnit.MILLISECONDS.sleep(READY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void uninstall(ResourceType type) {
    Installed gone;
    synchronized (installed) {
      gone = installed.remove(type);
    }
    if (gone != null) {
      withdraw(gone);
    }
  }

  private static void withdraw(Installed gone) {
    try {
      gone.service().unregister();
    } catch (IllegalStateException alreadyGone) {
      LOG.debug("the store had been withdrawn with its bundle", alreadyGone);
    }
    gone.cache().close();
  }

  @Deactivate
  void deactivate() {
    synchronized (installed) {
      installed.values().forEach(ResourceInstaller::withdraw);
      installed.clear();
    }
  }
}

package io.binnacle.resources.apiregistration.internal;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.start.PostStartHook;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the group versions that the server itself serves: an APIService for each, always
 * available. They come with their types; those of custom resources and plugins also go, some time
 * behind them.
 */
@Component(property = PostStartHook.NAME + "=kube-apiserver-autoregistration")
public final class LocalApiServices implements PostStartHook {
  private static final Logger LOG = LoggerFactory.getLogger(LocalApiServices.class);
  private static final String OWN_GROUP = "apiregistration.k8s.io";
  private static final String AUTOMANAGED = "kube-aggregator.kubernetes.io/automanaged";

  /** The priority of groups that are not built in. */
  private static final int PLAIN_GROUP = 1000;

  private static final int PLAIN_VERSION = 100;
  private static final int BUILT_IN_VERSION = 15;

  /** The versions with another priority. */
  private static final Map<String, Integer> VERSIONS =
      Map.of(
          "v1",
          1,
          "v2.autoscaling",
          30,
          "v1.flowcontrol.apiserver.k8s.io",
          21,
          "v1.resource.k8s.io",
          21);

  /** Types come many at a time. */
  private static final long GATHER_MILLIS = 100;

  /** Long enough that a server which stops does not take its types for gone. */
  private static final long SETTLE_MILLIS = 2000;

  private final ResourceStore services;
  private final Set<ResourceStore> stores = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor later;
  private final AtomicBoolean registering = new AtomicBoolean();
  private volatile boolean started;

  @Activate
  public LocalApiServices(
      @Reference(target = "(binnacle.resource=apiservices.apiregistration.k8s.io)")
          ResourceStore services) {
    this.services = services;
    this.later =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "api-services");
              thread.setDaemon(true);
              return thread;
            });
    later.setKeepAliveTime(SETTLE_MILLIS, TimeUnit.MILLISECONDS);
    later.allowCoreThreadTimeOut(true);
  }

  @Deactivate
  void stop() {
    later.shutdownNow();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bind(ResourceStore store) {
    stores.add(store);
    if (started && registering.compareAndSet(false, true)) {
      after(GATHER_MILLIS, this::register);
    }
  }

  void unbind(ResourceStore store) {
    stores.remove(store);
    if (started && !isBuiltIn(store.type())) {
      after(SETTLE_MILLIS, this::settle);
    }
  }

  private void after(long millis, Runnable task) {
    try {
      later.schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("stopping", e);
    }
  }

  private static boolean isBuiltIn(ResourceType type) {
    return !type.isCustom() && type.groupPriority() != PLAIN_GROUP;
  }

  @Override
  public void run() {
    started = true;
    served().values().forEach(this::make);
  }

  private void register() {
    registering.set(false);
    try {
      served().values().forEach(this::make);
    } catch (StatusException e) {
      LOG.warn("API services do not follow their types: {}", e.getMessage());
    }
  }

  private void settle() {
    try {
      Map<String, Unstructured> served = served();
      for (LocalObject found : services.cache().snapshot(ReadFreshness.MOST_RECENT).list("", "")) {
        if ("true".equals(found.labels().get(AUTOMANAGED)) && !served.containsKey(found.name())) {
          services.delete(RequestContext.server("v1"), "", found.name(), DeleteOptions.DEFAULT);
        }
      }
    } catch (StatusException e) {
      LOG.warn("API services do not follow their types: {}", e.getMessage());
    }
  }

  private void make(Unstructured service) {
    services.createIfMissing(
        RequestContext.server("v1").managedBy("kube-apiserver"), "", service.deepCopy());
  }

  /** The wanted services by name. */
  private Map<String, Unstructured> served() {
    Map<String, Unstructured> result = new TreeMap<>();
    for (ResourceStore store : stores) {
      ResourceType type = store.type();
      String group = type.resource().group();
      for (TypeVersion version : type.versions()) {
        if (!group.equals(OWN_GROUP) && type.isServed(version.name())) {
          Unstructured service = service(type, group, version.name());
          result.putIfAbsent(service.name(), service);
        }
      }
    }
    return result;
  }

  private static Unstructured service(ResourceType type, String group, String version) {
    String name = version + "." + group;
    int plain = isBuiltIn(type) ? BUILT_IN_VERSION : PLAIN_VERSION;
    Unstructured service = Unstructured.create(OWN_GROUP + "/v1", "APIService");
    service.set(name, "metadata", "name");
    service.set(isBuiltIn(type) ? "onstart" : "true", "metadata", "labels", AUTOMANAGED);
    if (!group.isEmpty()) {
      service.set(group, "spec", "group");
    }
    service.set(version, "spec", "version");
    service.set((long) type.groupPriority(), "spec", "groupPriorityMinimum");
    String key = group.isEmpty() ? version : name;
    service.set((long) VERSIONS.getOrDefault(key, plain), "spec", "versionPriority");
    return service;
  }

  /** The condition of a group version that the server itself serves. */
  static Map<String, @Nullable Object> available() {
    Map<String, @Nullable Object> condition = new LinkedHashMap<>();
    condition.put("type", "Available");
    condition.put("status", "True");
    condition.put("lastTransitionTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    condition.put("reason", "Local");
    condition.put("message", "Local APIServices are always available");
    return condition;
  }
}

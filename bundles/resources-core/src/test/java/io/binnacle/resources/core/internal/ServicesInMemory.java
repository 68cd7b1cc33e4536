package io.binnacle.resources.core.internal;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.Translator;
import io.binnacle.schema.json.Json;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** As much of a store as the giving out of addresses asks for. */
public final class ServicesInMemory {
  private final Map<String, LocalObject> objects = new LinkedHashMap<>();
  private long revision = 1;

  public void put(Unstructured service) {
    service.set(Long.toString(++revision), "metadata", "resourceVersion");
    byte[] json = Json.write(service.content());
    String key = "/registry/services/specs/" + service.namespace() + "/" + service.name();
    objects.put(
        key,
        new LocalObject(key, "ns", service.name(), "u", revision, Map.of(), Map.of(), json, 0, 1));
  }

  public void remove(String name) {
    objects.values().removeIf(o -> o.name().equals(name));
  }

  public ResourceStore store() {
    Translator translator = fake(Translator.class, "toTree", args -> tree((LocalObject) args[0]));
    Snapshot snapshot =
        new Snapshot() {
          @Override
          public long revision() {
            return revision;
          }

          @Override
          public LocalObject get(String namespace, String name) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Collection<LocalObject> list(String namespace, String afterKey) {
            return java.util.List.copyOf(objects.values());
          }
        };
    ResourceCache cache =
        fake(
            ResourceCache.class,
            "snapshot",
            args -> {
              assert args[0] == ReadFreshness.MOST_RECENT;
              return snapshot;
            });
    return (ResourceStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ResourceStore.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "cache" -> cache;
                  case "translator" -> translator;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @SuppressWarnings("unchecked")
  private static Unstructured tree(LocalObject object) {
    return new Unstructured((Map<String, Object>) Json.parse(object.json()));
  }

  /** What a method of a fake answers. */
  private interface Answer {
    Object to(Object[] arguments);
  }

  private static <T> T fake(Class<T> type, String method, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, args) -> {
              if (!called.getName().equals(method)) {
                throw new UnsupportedOperationException(called.getName());
              }
              return answer.to(args);
            }));
  }
}

package io.binnacle.auth.publish;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import java.util.function.Predicate;

/** A ConfigMap of {@code kube-system} in which the server says one thing. */
final class PublishedConfigMap {
  private static final String NAMESPACE = "kube-system";
  private static final RequestContext SERVER = RequestContext.server("v1");

  private final ResourceStore configMaps;
  private final String name;
  private final String key;

  /**
   * @param key which of its data
   */
  PublishedConfigMap(ResourceStore configMaps, String name, String key) {
    this.configMaps = configMaps;
    this.name = name;
    this.key = key;
  }

  /**
   * Makes it where it is missing, and corrects what it says where that will not do.
   *
   * @param value what it is to say then
   * @param holds whether what it says may stay
   * @throws io.binnacle.api.status.StatusException if that can't be done now
   */
  void keep(String value, Predicate<String> holds) {
    Unstructured wanted = Unstructured.create("v1", "ConfigMap");
    wanted.set(name, "metadata", "name");
    wanted.set(value, "data", key);
    Unstructured found = configMaps.createIfMissing(SERVER, NAMESPACE, wanted);
    if (found != null && !holds.test(found.string("data", key))) {
      found.set(value, "data", key);
      configMaps.update(SERVER, NAMESPACE, name, found);
    }
  }
}

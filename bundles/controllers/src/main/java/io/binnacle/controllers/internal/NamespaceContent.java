package io.binnacle.controllers.internal;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything in a namespace, of all types there are. Pods go first and alone, so that what protects
 * them, such as a NetworkPolicy, outlives them (KEP-5080).
 */
final class NamespaceContent {
  private static final String PODS = "pods";
  private static final DeleteOptions BACKGROUND = new DeleteOptions(null, null, null, "Background");

  private final Stores stores;

  NamespaceContent(Stores stores) {
    this.stores = stores;
  }

  /**
   * What is left of a namespace.
   *
   * @param objects how many objects, by resource
   * @param finalizers how many objects each finalizer holds
   * @param failures what went wrong
   */
  record Remains(
      Map<String, Integer> objects, Map<String, Integer> finalizers, List<String> failures) {
    Remains() {
      this(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
    }

    boolean isEmpty() {
      return objects.isEmpty() && failures.isEmpty();
    }
  }

  /** Deletes all it can and says what is still there. */
  Remains delete(String namespace) {
    Remains remains = new Remains();
    Optional<ResourceStore> pods = stores.find(PODS);
    pods.ifPresent(store -> delete(store, namespace, remains));
    if (remains.isEmpty()) {
      for (ResourceStore store : stores.namespaced()) {
        if (pods.isEmpty() || store != pods.get()) {
          delete(store, namespace, remains);
        }
      }
    }
    return remains;
  }

  private static void delete(ResourceStore store, String namespace, Remains remains) {
    try {
      if (objects(store, namespace).isEmpty()) {
        return;
      }
      store.deleteCollection(
          RequestContext.server(store.type().storageVersion()),
          namespace,
          LabelSelector.EVERYTHING,
          FieldSelector.EVERYTHING,
          BACKGROUND);
      count(store, namespace, remains);
    } catch (StatusException e) {
      remains.failures().add(store.type().resource() + ": " + e.getMessage());
    }
  }

  private static void count(ResourceStore store, String namespace, Remains remains) {
    Collection<LocalObject> left = objects(store, namespace);
    if (left.isEmpty()) {
      return;
    }
    remains.objects().put(store.type().resource().toString(), left.size());
    for (LocalObject object : left) {
      Unstructured tree = store.translator().toTree(object);
      tree.finalizers().forEach(name -> remains.finalizers().merge(name, 1, Integer::sum));
    }
  }

  private static Collection<LocalObject> objects(ResourceStore store, String namespace) {
    return store.cache().snapshot(ReadFreshness.MOST_RECENT).list(namespace, "");
  }
}

package io.binnacle.controllers.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Empties a namespace that is being deleted and lets it go once nothing is left in it. While
 * something remains, the namespace's conditions say what.
 */
final class NamespaceController implements Controller {
  private static final String FINALIZER = "kubernetes";

  private final Stores stores;
  private final NamespaceContent content;
  private final InstantSource clock;

  NamespaceController(Stores stores, InstantSource clock) {
    this.stores = stores;
    this.content = new NamespaceContent(stores);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "namespace";
  }

  @Override
  public Progress reconcile(String name) {
    Optional<ResourceStore> found = stores.find("namespaces");
    if (found.isEmpty()) {
      return Progress.DONE;
    }
    ResourceStore namespaces = found.get();
    RequestContext context =
        RequestContext.server(namespaces.type().storageVersion()).managedBy(Furnisher.MANAGER);
    try {
      Unstructured namespace = namespaces.get(context, "", name);
      if (!namespace.isBeingDeleted()
          || !namespace.list("spec", "finalizers").contains(FINALIZER)) {
        return Progress.DONE;
      }
      NamespaceContent.Remains remains = content.delete(name);
      if (!remains.isEmpty()) {
        report(namespaces, context, namespace, remains);
        return Progress.TRY_AGAIN;
      }
      finish(namespaces, context, namespace);
      return Progress.DONE;
    } catch (StatusException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return Progress.DONE;
      }
      throw e;
    }
  }

  private void report(
      ResourceStore namespaces,
      RequestContext context,
      Unstructured namespace,
      NamespaceContent.Remains remains) {
    Unstructured changed = namespace.deepCopy();
    if (DeletionConditions.set(changed, remains, clock.instant())) {
      namespaces.update(context.onSubresource("status"), "", namespace.name(), changed);
    }
  }

  private static void finish(
      ResourceStore namespaces, RequestContext context, Unstructured namespace) {
    Unstructured changed = namespace.deepCopy();
    List<@Nullable Object> finalizers = new ArrayList<>(changed.list("spec", "finalizers"));
    finalizers.remove(FINALIZER);
    changed.set(finalizers, "spec", "finalizers");
    namespaces.update(context.onSubresource("finalize"), "", namespace.name(), changed);
  }
}

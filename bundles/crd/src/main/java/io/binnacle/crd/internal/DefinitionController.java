package io.binnacle.crd.internal;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.crd.definition.Approval;
import io.binnacle.crd.definition.Conditions;
import io.binnacle.crd.definition.DefinitionStrategy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings one definition to where it should be. Used by one thread. */
final class DefinitionController {
  private final ResourceStore store;
  private final ServedDefinitions served;
  private final InstantSource clock;
  private final RequestContext context;

  DefinitionController(ResourceStore store, ServedDefinitions served, InstantSource clock) {
    this.store = store;
    this.served = served;
    this.clock = clock;
    this.context = RequestContext.server(store.type().storageVersion());
  }

  /**
   * Accepts names, serves, or deletes what is defined.
   *
   * @param definition as it was seen last; is not changed
   * @param all all definitions
   * @return whether nothing is left to do until it changes
   */
  boolean settle(Unstructured definition, Collection<Unstructured> all) {
    Unstructured changed = definition.deepCopy();
    if (definition.isBeingDeleted()) {
      return terminate(definition, changed);
    }
    NameAcceptance.accept(changed, all, clock.instant());
    String group = changed.string("spec", "group");
    if (Approval.isProtected(group)) {
      Approval approval = Approval.of(changed);
      Conditions.set(
          changed,
          "KubernetesAPIApprovalPolicyConformant",
          approval.status(),
          approval.reason(),
          approval.message(),
          clock.instant());
    }
    serve(changed);
    writeStatus(definition, changed);
    return true;
  }

  /** Whoever sees the condition Established can use the resource: it is served before. */
  private void serve(Unstructured definition) {
    boolean usable =
        Conditions.status(definition, "NamesAccepted").equals("True")
            || Conditions.status(definition, "Established").equals("True");
    if (usable) {
      served.serve(definition);
    } else {
      served.withdraw(definition.name());
    }
  }

  private void writeStatus(Unstructured before, Unstructured changed) {
    if (!changed.map("status").equals(before.map("status"))) {
      store.update(context.onSubresource("status"), "", changed.name(), changed.deepCopy());
    }
  }

  private boolean terminate(Unstructured definition, Unstructured changed) {
    serve(changed);
    served.terminate(definition.name());
    if (!definition.finalizers().contains(DefinitionStrategy.FINALIZER)) {
      return true;
    }
    Optional<ResourceStore> objects = served.store(definition.name());
    if (objects.isPresent()) {
      if (!isEmpty(objects.get())) {
        setTerminating(
            changed, true, "InstanceDeletionInProgress", "CustomResource deletion is in progress");
        if (!changed.equals(definition)) {
          writeStatus(definition, changed);
          return true;
        }
        delete(objects.get());
      }
      if (!isEmpty(objects.get())) {
        return false;
      }
    }
    finish(changed);
    return true;
  }

  private void setTerminating(
      Unstructured definition, boolean status, String reason, String message) {
    Conditions.set(definition, "Terminating", status, reason, message, clock.instant());
  }

  private static boolean isEmpty(ResourceStore objects) {
    return objects.cache().snapshot(ReadFreshness.MOST_RECENT).list("", "").isEmpty();
  }

  private static void delete(ResourceStore objects) {
    objects.deleteCollection(
        RequestContext.server(objects.type().storageVersion()),
        "",
        LabelSelector.EVERYTHING,
        FieldSelector.EVERYTHING,
        DeleteOptions.DEFAULT);
  }

  /** All objects are gone: lets the definition go. */
  private void finish(Unstructured definition) {
    setTerminating(definition, false, "InstanceDeletionCompleted", "removed all instances");
    Unstructured written =
        store
            .update(context.onSubresource("status"), "", definition.name(), definition.deepCopy())
            .object();
    List<@Nullable Object> finalizers = new ArrayList<>(written.list("metadata", "finalizers"));
    finalizers.remove(DefinitionStrategy.FINALIZER);
    Unstructured released = written.deepCopy();
    released.set(finalizers, "metadata", "finalizers");
    store.update(context, "", definition.name(), released);
  }
}

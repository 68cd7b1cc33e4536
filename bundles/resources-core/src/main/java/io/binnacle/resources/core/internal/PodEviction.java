package io.binnacle.resources.core.internal;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Subresource.ActionHandler;
import io.binnacle.resources.core.internal.strategy.PodConditions;
import java.util.Set;

/** Deletes a pod in an orderly way, leaving word in its status of why it goes. */
final class PodEviction implements ActionHandler {
  private static final Set<String> NOT_RUNNING = Set.of("Pending", "Succeeded", "Failed");

  private final DisruptionBudgets budgets;

  /**
   * @param budgets what evictions of running pods must keep to
   */
  PodEviction(DisruptionBudgets budgets) {
    this.budgets = budgets;
  }

  @Override
  public Unstructured act(
      RequestContext context,
      ResourceStore store,
      String namespace,
      String name,
      Unstructured body) {
    if (!body.name().equals(name)) {
      throw StatusException.badRequest("name in URL does not match name in Eviction object");
    }
    Unstructured pod = store.get(context, namespace, name);
    if (!NOT_RUNNING.contains(pod.string("status", "phase")) && !pod.isBeingDeleted()) {
      budgets.permit(pod, context.dryRun());
      store.patch(
          context.onSubresource("status"),
          namespace,
          name,
          ResourceStore.Patch.untracked(
              current -> {
                if (current == null) {
                  throw StatusException.notFound(new GroupResource("", "pods"), name);
                }
                PodConditions.set(
                    current,
                    "DisruptionTarget",
                    "True",
                    "EvictionByEvictionAPI",
                    "Eviction API: evicting");
                return current;
              }));
    }
    store.delete(context.onSubresource(""), namespace, name, options(body));
    return StatusAnswer.created();
  }

  private static DeleteOptions options(Unstructured body) {
    Object grace = body.get("deleteOptions", "gracePeriodSeconds");
    String uid = body.string("deleteOptions", "preconditions", "uid");
    String version = body.string("deleteOptions", "preconditions", "resourceVersion");
    String policy = body.string("deleteOptions", "propagationPolicy");
    return new DeleteOptions(
        grace instanceof Number seconds ? Long.valueOf(seconds.longValue()) : null,
        uid.isEmpty() ? null : uid,
        version.isEmpty() ? null : version,
        policy.isEmpty() ? null : policy);
  }
}

package io.binnacle.resources.policy.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.start.PostStartHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the two priority classes that every cluster has. */
@Component(property = PostStartHook.NAME + "=scheduling/bootstrap-system-priority-classes")
public final class SystemPriorityClasses implements PostStartHook {
  private final ResourceStore classes;

  @Activate
  public SystemPriorityClasses(
      @Reference(target = "(binnacle.resource=priorityclasses.scheduling.k8s.io)")
          ResourceStore classes) {
    this.classes = classes;
  }

  @Override
  public void run() {
    make(
        "system-node-critical",
        "Used for system critical pods that must not be moved from their current node.");
    make(
        "system-cluster-critical",
        "Used for system critical pods that must run in the cluster, but can be moved to another"
            + " node if necessary.");
  }

  private void make(String name, String description) {
    Unstructured made = Unstructured.create("scheduling.k8s.io/v1", "PriorityClass");
    made.set(name, "metadata", "name");
    made.set(PriorityClassStrategy.SYSTEM.get(name), "value");
    made.set(description, "description");
    classes.createIfMissing(RequestContext.server("v1"), "", made);
  }
}

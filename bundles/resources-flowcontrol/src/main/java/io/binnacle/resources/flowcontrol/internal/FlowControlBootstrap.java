package io.binnacle.resources.flowcontrol.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.start.PostStartHook;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the bootstrap priority levels and flow schemas when the server starts, and gives those that
 * let it the spec that they should have.
 */
@Component(property = PostStartHook.NAME + "=priority-and-fairness-config-producer")
public final class FlowControlBootstrap implements PostStartHook {
  /** The field managers of what is made here, as the original names them. */
  private static final String PRODUCER = "api-priority-and-fairness-config-producer-v1";

  private static final String CONSUMER = "api-priority-and-fairness-config-consumer-v1";

  private final ResourceStore schemas;
  private final ResourceStore levels;

  @Activate
  public FlowControlBootstrap(
      @Reference(target = "(binnacle.resource=flowschemas.flowcontrol.apiserver.k8s.io)")
          ResourceStore schemas,
      @Reference(
              target =
                  "(binnacle.resource=prioritylevelconfigurations.flowcontrol.apiserver.k8s.io)")
          ResourceStore levels) {
    this.schemas = schemas;
    this.levels = levels;
  }

  @Override
  public void run() {
    BootstrapObjects.all().forEach(this::make);
  }

  private void make(Unstructured wanted) {
    RequestContext server = RequestContext.server("v1").managedBy(PRODUCER);
    boolean isSchema = wanted.kind().equals("FlowSchema");
    ResourceStore store = isSchema ? schemas : levels;
    Unstructured found = store.createIfMissing(server, "", wanted.deepCopy());
    if (found != null
        && "true".equals(found.annotations().get(BootstrapObjects.AUTO_UPDATE))
        && !Objects.equals(found.get("spec"), wanted.get("spec"))) {
      found = found.deepCopy();
      found.set(Unstructured.copy(wanted.get("spec")), "spec");
      store.update(server, "", wanted.name(), found);
    }
    if (isSchema && (found == null || found.list("status", "conditions").isEmpty())) {
      tellLevelFound(store, wanted);
    }
  }

  private static void tellLevelFound(ResourceStore store, Unstructured schema) {
    String level = schema.string("spec", "priorityLevelConfiguration", "name");
    Unstructured condition = Unstructured.create("", "");
    condition.content().clear();
    condition.set("Dangling", "type");
    condition.set("False", "status");
    condition.set(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), "lastTransitionTime");
    condition.set("Found", "reason");
    condition.set(
        "This FlowSchema references the PriorityLevelConfiguration object named \""
            + level
            + "\" and it exists",
        "message");
    Unstructured told = Unstructured.create(schema.apiVersion(), schema.kind());
    told.set(schema.name(), "metadata", "name");
    told.set(new ArrayList<>(List.of(condition.content())), "status", "conditions");
    store.apply(
        RequestContext.server("v1").managedBy(CONSUMER).onSubresource("status"),
        "",
        schema.name(),
        told,
        true);
  }
}

package io.binnacle.resources.core.internal;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Subresource.ActionHandler;
import io.binnacle.resources.core.internal.strategy.PodStrategy;
import org.jspecify.annotations.Nullable;

/** Puts a pod on a node, once: what a scheduler asks for. */
final class PodBinding implements ActionHandler {
  private static final GroupResource BINDINGS = new GroupResource("", "pods/binding");

  @Override
  public Unstructured act(
      RequestContext context,
      ResourceStore store,
      String namespace,
      String name,
      Unstructured body) {
    if (!body.name().equals(name)) {
      throw StatusException.badRequest("name in URL does not match name in Binding object");
    }
    checkTarget(body);
    store.patch(
        context.onSubresource(PodStrategy.BINDING),
        namespace,
        name,
        ResourceStore.Patch.untracked(pod -> bind(pod, name, body)));
    return StatusAnswer.created();
  }

  private static void checkTarget(Unstructured body) {
    String kind = body.string("target", "kind");
    if (!kind.isEmpty() && !kind.equals("Node")) {
      throw StatusException.unreasoned(
          "target.kind: Unsupported value: \""
              + kind
              + "\": supported values: \"Node\", \"<empty>\"");
    }
    if (body.string("target", "name").isEmpty()) {
      throw StatusException.unreasoned("target.name: Required value");
    }
  }

  private static Unstructured bind(@Nullable Unstructured pod, String name, Unstructured body) {
    if (pod == null) {
      throw StatusException.notFound(new GroupResource("", "pods"), name);
    }
    if (pod.isBeingDeleted()) {
      throw conflict(name, "pod " + name + " is being deleted, cannot be assigned to a host");
    }
    String node = pod.string("spec", "nodeName");
    if (!node.isEmpty()) {
      throw conflict(name, "pod " + name + " is already assigned to node \"" + node + "\"");
    }
    if (!pod.list("spec", "schedulingGates").isEmpty()) {
      throw conflict(name, "pod " + name + " has non-empty .spec.schedulingGates");
    }
    pod.set(body.string("target", "name"), "spec", "nodeName");
    body.annotations().forEach((key, value) -> pod.set(value, "metadata", "annotations", key));
    body.labels().forEach((key, value) -> pod.set(value, "metadata", "labels", key));
    return pod;
  }

  private static StatusException conflict(String name, String message) {
    return StatusException.conflict(BINDINGS, name, message);
  }
}

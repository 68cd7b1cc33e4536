package io.binnacle.resources.core.internal.bootstrap;

import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.start.PostStartHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the namespaces that every cluster has, and those that someone has deleted since. */
@Component(property = PostStartHook.NAME + "=start-system-namespaces-controller")
public final class SystemNamespaces implements PostStartHook {
  private final ResourceStore namespaces;

  @Activate
  public SystemNamespaces(
      @Reference(target = "(binnacle.resource=namespaces)") ResourceStore namespaces) {
    this.namespaces = namespaces;
  }

  @Override
  public void run() {
    for (String name : SystemObjects.NAMESPACES) {
      namespaces.createIfMissing(RequestContext.server("v1"), "", SystemObjects.namespace(name));
    }
  }
}

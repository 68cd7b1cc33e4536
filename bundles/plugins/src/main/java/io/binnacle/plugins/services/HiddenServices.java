package io.binnacle.plugins.services;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/**
 * Hides what plugins register from everybody but themselves and the guard: the server finds what
 * the guard registers in its place. Thread-safe.
 *
 * @see <a href="https://docs.osgi.org/specification/osgi.core/8.0.0/framework.servicehooks.html">
 *     OSGi Core, Service Hook Service Specification</a>
 */
public final class HiddenServices implements FindHook, EventListenerHook {
  private final PluginBundles bundles;
  private final Set<String> guarded;
  private final long own;

  /**
   * @param guarded the interfaces of services that are hidden
   * @param own the bundle that sees them
   */
  public HiddenServices(PluginBundles bundles, Set<String> guarded, Bundle own) {
    this.bundles = bundles;
    this.guarded = Set.copyOf(guarded);
    this.own = own.getBundleId();
  }

  @Override
  public void find(
      BundleContext context,
      String name,
      String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    references.removeIf(reference -> isHidden(reference, context));
  }

  @Override
  public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
    ServiceReference<?> reference = event.getServiceReference();
    if (isGuarded(reference)) {
      listeners.keySet().removeIf(context -> isHidden(reference, context));
    }
  }

  private boolean isHidden(ServiceReference<?> reference, BundleContext from) {
    Bundle bundle = reference.getBundle();
    if (bundle == null || !isGuarded(reference)) {
      return false;
    }
    long asking = from.getBundle().getBundleId();
    return asking != own && asking != 0 && asking != bundle.getBundleId();
  }

  private boolean isGuarded(ServiceReference<?> reference) {
    Bundle bundle = reference.getBundle();
    if (bundle == null || !bundles.isPlugin(bundle)) {
      return false;
    }
    for (String name : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
      if (guarded.contains(name)) {
        return true;
      }
    }
    return false;
  }
}

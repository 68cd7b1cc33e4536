package io.binnacle.plugins.state;

import io.binnacle.plugins.deploy.Deployment;
import io.binnacle.plugins.deploy.DeploymentState;
import io.binnacle.plugins.deploy.Deployments;
import io.binnacle.plugins.guard.Guard;
import io.binnacle.plugins.services.GuardedServices;
import io.binnacle.plugins.services.Guards;
import io.binnacle.plugins.services.PluginBundles;
import io.binnacle.plugins.services.ServiceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Looks at the framework and tells of each plugin what its object should show. Thread-safe.
 *
 * @param context sees all bundles
 * @param bundles which of them are plugins
 * @param deployments what runs of the deploy folder; null where there is none
 * @param services their services
 * @param guards their guards
 * @param unreadable for a resource, the stored objects that can't be read and why
 */
record Observation(
    BundleContext context,
    PluginBundles bundles,
    @Nullable Deployments deployments,
    GuardedServices services,
    Guards guards,
    Function<String, Map<String, String>> unreadable) {
  /**
   * @param requested the names of the objects that somebody else made
   */
  List<PluginView> look(Set<String> requested) {
    List<PluginView> views = new ArrayList<>();
    Deployments folder = deployments;
    if (folder != null) {
      folder.all().forEach((name, d) -> views.add(view(folder, d, requested.contains(name))));
    }
    for (Bundle bundle : context.getBundles()) {
      if (bundles.isShown(bundle)
          && !bundles.isDeployed(bundle)
          && bundle.getState() != Bundle.UNINSTALLED) {
        String name = PluginBundles.objectName(PluginBundles.name(bundle));
        Steps steps = Steps.of(seen(null, bundle));
        views.add(
            new PluginView(
                name,
                false,
                location(bundle),
                PluginBundles.name(bundle),
                bundle.getVersion().toString(),
                "",
                steps));
      }
    }
    return views;
  }

  private static String location(Bundle bundle) {
    String location = bundle.getLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private PluginView view(Deployments folder, Deployment deployment, boolean requested) {
    DeploymentState state = deployment.state();
    return new PluginView(
        deployment.name(),
        requested,
        folder.file(deployment.name()),
        state.symbolicName(),
        state.version(),
        state.sha256(),
        Steps.of(seen(deployment, state.bundle())));
  }

  private Steps.Seen seen(@Nullable Deployment deployment, @Nullable Bundle bundle) {
    List<ServiceState> found = bundle == null ? List.of() : services.of(bundle);
    Guard guard = bundle == null ? null : guards.find(bundle);
    Map<String, Map<String, String>> aside = new HashMap<>();
    for (ServiceState service : found) {
      Map<String, String> objects = service.served() ? unreadable.apply(service.name()) : Map.of();
      if (!objects.isEmpty()) {
        aside.put(service.name(), objects);
      }
    }
    return new Steps.Seen(deployment, bundle, found, guard == null ? null : guard.report(), aside);
  }
}

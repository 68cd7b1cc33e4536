package io.binnacle.karaf;

import io.binnacle.api.start.PostStartHook;
import io.binnacle.api.storage.Storage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The server as the service registry shows it.
 *
 * @param url where it answers, "" while it is not ready for the first time
 * @param kubeconfig the administrator's, "" while it is not written
 * @param engine which bundle keeps the data, "" for none
 * @param types what bundles offer
 * @param plugins who extends it
 * @param problems what keeps it from being ready
 * @param waiting components that wait, which not all servers need
 */
record ServerStatus(
    String url,
    String kubeconfig,
    String engine,
    List<InstalledType> types,
    List<Plugin> plugins,
    List<String> problems,
    List<String> waiting) {
  private static final String SERVING = "binnacle.serving";
  private static final String KUBECONFIG = "binnacle.kubeconfig";

  static ServerStatus of(BundleContext context) {
    String url = property(context, SERVING);
    String engine = engine(context);
    List<InstalledType> types = InstalledType.all(context);
    List<String> problems = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    if (url.isEmpty()) {
      problems.add("nothing is served yet");
    }
    if (engine.isEmpty()) {
      problems.add("no storage engine is there");
    }
    for (Bundle bundle : context.getBundles()) {
      if (Plugin.isPlatform(bundle)) {
        if (!isRunning(bundle)) {
          problems.add(bundle.getSymbolicName() + " is not started");
        }
        problems.addAll(Components.failed(context, bundle));
        waiting.addAll(Components.waiting(context, bundle));
      }
    }
    for (InstalledType.State state :
        List.of(InstalledType.State.READING, InstalledType.State.NOT_SERVED)) {
      List<String> those =
          types.stream()
              .filter(type -> type.state() == state)
              .map(type -> type.type().resource().toString())
              .toList();
      if (!those.isEmpty()) {
        problems.add(state + ": " + those.size() + " types, among them " + those.get(0));
      }
    }
    unfinished(context).forEach(hook -> problems.add(hook + " is not finished"));
    return new ServerStatus(
        url, property(context, KUBECONFIG), engine, types, Plugin.all(context), problems, waiting);
  }

  boolean isReady() {
    return problems.isEmpty();
  }

  long served() {
    return types.stream().filter(type -> type.state() == InstalledType.State.SERVED).count();
  }

  private static boolean isRunning(Bundle bundle) {
    return bundle.getState() == Bundle.ACTIVE
        || bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
  }

  private static String engine(BundleContext context) {
    ServiceReference<Storage> reference = context.getServiceReference(Storage.class);
    Bundle bundle = reference == null ? null : reference.getBundle();
    return bundle == null ? "" : bundle.getSymbolicName() + " " + bundle.getVersion();
  }

  private static Set<String> unfinished(BundleContext context) {
    Set<String> hooks = new TreeSet<>();
    for (ServiceReference<?> reference : having(context, PostStartHook.NAME)) {
      hooks.add(String.valueOf(reference.getProperty(PostStartHook.NAME)));
    }
    Set<String> done = new HashSet<>();
    for (ServiceReference<?> reference : having(context, PostStartHook.DONE)) {
      done.add(String.valueOf(reference.getProperty(PostStartHook.DONE)));
    }
    hooks.removeAll(done);
    return hooks;
  }

  private static String property(BundleContext context, String name) {
    return having(context, name).stream()
        .map(reference -> String.valueOf(reference.getProperty(name)))
        .findFirst()
        .orElse("");
  }

  private static List<ServiceReference<?>> having(BundleContext context, String property) {
    try {
      ServiceReference<?>[] found = context.getAllServiceReferences(null, "(" + property + "=*)");
      return found == null ? List.of() : List.of(found);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

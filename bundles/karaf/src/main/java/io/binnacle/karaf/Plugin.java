package io.binnacle.karaf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Requirement;

/**
 * A bundle that is not of the platform and uses its contracts.
 *
 * @param bundle the bundle
 * @param types what it offers
 * @param problems why something of it does not work
 */
record Plugin(Bundle bundle, List<InstalledType> types, List<String> problems) {
  private static final String PLATFORM = "io.binnacle.";
  private static final Pattern PACKAGE =
      Pattern.compile(Pattern.quote(PackageNamespace.PACKAGE_NAMESPACE) + "=([^)]+)\\)");

  Plugin {
    types = List.copyOf(types);
    problems = List.copyOf(problems);
  }

  /** All that are installed, in the order of their ids. */
  static List<Plugin> all(BundleContext context) {
    List<InstalledType> types = InstalledType.all(context);
    List<Plugin> plugins = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      if (!isPlatform(bundle) && usesContracts(bundle)) {
        List<InstalledType> own = types.stream().filter(t -> t.bundle().equals(bundle)).toList();
        plugins.add(new Plugin(bundle, own, problems(context, bundle, own)));
      }
    }
    return plugins;
  }

  /** Whether the bundle belongs to the server itself. */
  static boolean isPlatform(Bundle bundle) {
    return bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith(PLATFORM);
  }

  /** The state in Karaf's words. */
  String state() {
    return switch (bundle.getState()) {
      case Bundle.INSTALLED -> "Installed";
      case Bundle.RESOLVED -> "Resolved";
      case Bundle.STARTING -> "Starting";
      case Bundle.ACTIVE -> "Active";
      case Bundle.STOPPING -> "Stopping";
      default -> "Uninstalled";
    };
  }

  private static List<String> problems(
      BundleContext context, Bundle bundle, List<InstalledType> types) {
    List<String> problems = new ArrayList<>();
    if (bundle.getState() == Bundle.INSTALLED) {
      problems.addAll(missing(context, bundle));
    }
    problems.addAll(Components.failed(context, bundle));
    problems.addAll(Components.waiting(context, bundle));
    for (InstalledType type : types) {
      if (type.state() == InstalledType.State.NOT_SERVED) {
        problems.add(type.type().resource() + " is not served");
      }
    }
    return problems;
  }

  private static boolean usesContracts(Bundle bundle) {
    return requirements(bundle).stream().anyMatch(r -> name(r).startsWith(PLATFORM));
  }

  /** Packages that the bundle needs and nobody has in a fitting version. */
  private static List<String> missing(BundleContext context, Bundle bundle) {
    FrameworkWiring framework =
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    List<String> missing = new ArrayList<>();
    for (Requirement requirement : requirements(bundle)) {
      boolean optional =
          "optional".equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
      if (!optional && framework.findProviders(requirement).isEmpty()) {
        missing.add("no bundle has " + requirement.getDirectives().get(Constants.FILTER_DIRECTIVE));
      }
    }
    return missing;
  }

  private static List<Requirement> requirements(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision == null
        ? List.of()
        : List.copyOf(revision.getRequirements(PackageNamespace.PACKAGE_NAMESPACE));
  }

  private static String name(Requirement requirement) {
    String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
    Matcher matcher = PACKAGE.matcher(filter);
    return matcher.find() ? matcher.group(1) : "";
  }
}

package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Each bundle of the distribution asked for alone: what it declares to need is what there is, so
 * that nothing is found missing when it starts.
 */
class BundleResolutionIT {
  private static final String SERVICE = "osgi.service";

  @TempDir private Path cache;

  static List<Path> bundles() throws IOException {
    return Distribution.bundles();
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void resolvesWithWhatTheOthersOffer(Path jar) throws Exception {
    Framework framework = framework();
    try {
      Map<Path, Bundle> installed = install(framework);
      Bundle bundle = installed.get(jar);
      boolean resolved = framework.adapt(FrameworkWiring.class).resolveBundles(List.of(bundle));
      assertTrue(resolved, () -> whyNot(bundle));
      assertEquals(List.of(), missingServices(bundle, installed.values()), jar.toString());
    } finally {
      framework.stop();
      framework.waitForStop(10_000);
    }
  }

  /** The services that a component of it has to have and that no bundle says it offers. */
  private static List<BundleRequirement> missingServices(Bundle bundle, Iterable<Bundle> all) {
    List<BundleCapability> offered = new ArrayList<>();
    for (Bundle other : all) {
      offered.addAll(other.adapt(BundleRevision.class).getDeclaredCapabilities(SERVICE));
    }
    return bundle.adapt(BundleRevision.class).getDeclaredRequirements(SERVICE).stream()
        .filter(required -> !"optional".equals(required.getDirectives().get("resolution")))
        .filter(required -> offered.stream().noneMatch(required::matches))
        .toList();
  }

  private static String whyNot(Bundle bundle) {
    try {
      bundle.start();
      return "it starts";
    } catch (BundleException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Framework framework() throws BundleException {
    Map<String, String> configuration = new HashMap<>();
    configuration.put(Constants.FRAMEWORK_STORAGE, cache.toString());
    configuration.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, String.join(",", FelixOptions.EXPORTED));
    configuration.put("felix.log.level", "0");
    Framework framework = new FrameworkFactory().newFramework(configuration);
    framework.init();
    return framework;
  }

  private static Map<Path, Bundle> install(Framework framework)
      throws BundleException, IOException {
    Map<Path, Bundle> installed = new HashMap<>();
    for (Path jar : Distribution.bundles()) {
      installed.put(jar, framework.getBundleContext().installBundle("reference:" + jar.toUri()));
    }
    return installed;
  }
}

package io.binnacle.itests;

import java.io.IOException;
import java.util.Set;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;

/** The features in a stock Karaf, seen from within. */
public class KarafContainerIT extends ContainerContract {
  @Configuration
  public Option[] karaf() throws IOException {
    return KarafOptions.withTheFeatures();
  }

  @Override
  InstalledServer server(BundleContext context) {
    return InstalledServer.running(context);
  }

  /** The other engine, and what Karaf brings itself. */
  @Override
  Set<String> absent() {
    return Set.of("io.binnacle.storage.etcd");
  }
}

package io.binnacle.itests;

import java.io.IOException;
import java.util.Set;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** The bundles of the distribution in a Felix framework that the launcher has not made. */
public class FelixContainerIT extends ContainerContract {
  @Configuration
  public Option[] felix() throws IOException {
    return FelixOptions.ofTheDistribution();
  }

  @Override
  InstalledServer server(BundleContext context) throws IOException, BundleException {
    return InstalledServer.start(context);
  }

  @Override
  Set<String> absent() {
    return Set.of();
  }
}

package io.binnacle.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.record.RecordResourceType;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** What the bundles do in any container. Each subclass makes one, with a server in it. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class ContainerContract {
  /** A type that no bundle of the distribution has. */
  record Lamp(Spec spec) {
    record Spec(int brightness) {}
  }

  private static final String SERVING = "(binnacle.serving=*)";

  private InstalledServer server;

  /** The server, which may be starting yet. */
  abstract InstalledServer server(BundleContext context) throws IOException, BundleException;

  /** The distribution's bundles that this container has not, or has as others. */
  abstract Set<String> absent();

  @Before
  public void start() throws IOException, BundleException {
    server = server(FrameworkUtil.getBundle(getClass()).getBundleContext());
  }

  @After
  public void stop() throws IOException, BundleException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  public void everyBundleOfTheDistributionIsActive()
      throws IOException, InvalidSyntaxException, InterruptedException {
    server.await(SERVING);
    Map<String, String> wrong = new TreeMap<>();
    List<Bundle> bundles = server.bundles();
    for (Bundle bundle : bundles) {
      boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
      if (bundle.getState() != (fragment ? Bundle.RESOLVED : Bundle.ACTIVE)) {
        wrong.put(bundle.getSymbolicName(), "state " + bundle.getState());
      }
    }
    assertEquals(Map.of(), wrong);
    Set<String> names = Distribution.bundleNames();
    names.removeAll(absent());
    assertEquals(names, new TreeSet<>(bundles.stream().map(Bundle::getSymbolicName).toList()));
  }

  @Test
  public void theConfiguredBundlesServeTheBuiltInTypes()
      throws InvalidSyntaxException, InterruptedException {
    for (String resource :
        List.of(
            "namespaces",
            "deployments.apps",
            "roles.rbac.authorization.k8s.io",
            "leases.coordination.k8s.io")) {
      ResourceStore store = server.service(server.await(ofResource(resource)));
      assertEquals(resource, store.type().resource().toString());
    }
    ServiceReference<?> serving = server.await(SERVING);
    URI url = URI.create((String) serving.getProperty("binnacle.serving"));
    assertEquals("127.0.0.1", url.getHost());
    assertTrue("a free port: " + url, url.getPort() > 0);
  }

  @Test
  public void aTypeIsServedForAsLongAsItsServiceIsRegistered()
      throws InvalidSyntaxException, InterruptedException {
    server.await(SERVING);
    ServiceRegistration<ResourceType> registration =
        server.register(
            ResourceType.class,
            RecordResourceType.of("itests.example.com", "v1", "lamps", Lamp.class).build());
    String lamps = ofResource("lamps.itests.example.com");
    ResourceStore store = server.service(server.await(lamps));
    assertEquals("Lamp", store.type().kind());
    ResourceCache cache = store.cache();
    server.awaitThat("the cache is ready", cache::isReady);
    assertTrue(cache.snapshot(ReadFreshness.ANY).revision() > 0);
    CacheWatch watch =
        cache.watch(
            new WatchRequest(
                "",
                LabelSelector.EVERYTHING,
                FieldSelector.EVERYTHING,
                0,
                WatchRequest.Start.SYNTHETIC_ADDED,
                false));
    assertFalse(watch.isEnded());

    registration.unregister();

    server.awaitGone(lamps);
    server.awaitThat("the watch has ended", watch::isEnded);
    assertThrows(StatusException.class, () -> cache.snapshot(ReadFreshness.ANY));
  }

  private static String ofResource(String resource) {
    // The type itself has the property too.
    return "(&(objectClass="
        + ResourceStore.class.getName()
        + ")("
        + ResourceStore.RESOURCE
        + "="
        + resource
        + "))";
  }
}

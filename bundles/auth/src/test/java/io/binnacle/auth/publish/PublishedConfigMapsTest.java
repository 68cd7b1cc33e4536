package io.binnacle.auth.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.auth.testing.MemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PublishedConfigMapsTest {
  private static final RequestContext SERVER = RequestContext.server("v1");
  private static final String TRACKING = "kube-apiserver-legacy-service-account-token-tracking";

  private final MemoryStore configMaps = new MemoryStore("ConfigMap");

  private void startOn(String day) {
    Clock clock = Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
    new LegacyTokenTracking(configMaps, clock).run();
  }

  private String since() {
    return configMaps.get(SERVER, "kube-system", TRACKING).string("data", "since");
  }

  @Test
  void theFirstStartIsRemembered() {
    startOn("2026-03-01");
    startOn("2026-04-01");
    assertEquals("2026-03-01", since());
  }

  @Test
  void aDateThatIsNoneOrToComeIsSetAnew() {
    for (String bad : new String[] {"soon", "2027-01-01", ""}) {
      startOn("2026-03-01");
      Unstructured changed = configMaps.get(SERVER, "kube-system", TRACKING);
      changed.set(bad, "data", "since");
      configMaps.update(SERVER, "kube-system", TRACKING, changed);
      startOn("2026-04-01");
      assertEquals("2026-04-01", since(), bad);
      assertTrue(configMaps.writes() > 0);
    }
  }
}

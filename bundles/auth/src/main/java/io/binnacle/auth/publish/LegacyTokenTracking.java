package io.binnacle.auth.publish;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.start.PostStartHook;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says since when the use of tokens in Secrets is noted, in the ConfigMap that the controller
 * manager's cleaner of unused tokens asks for. A date that is none, or is to come, is set anew. See
 * KEP-2799.
 */
@Component(property = PostStartHook.NAME + "=start-legacy-token-tracking-controller")
public final class LegacyTokenTracking implements PostStartHook {
  private static final String NAMESPACE = "kube-system";
  private static final String NAME = "kube-apiserver-legacy-service-account-token-tracking";
  private static final String SINCE = "since";
  private static final RequestContext SERVER = RequestContext.server("v1");

  private final ResourceStore configMaps;
  private final Clock clock;

  @Activate
  public LegacyTokenTracking(
      @Reference(target = "(binnacle.resource=configmaps)") ResourceStore configMaps) {
    this(configMaps, Clock.systemUTC());
  }

  LegacyTokenTracking(ResourceStore configMaps, Clock clock) {
    this.configMaps = configMaps;
    this.clock = clock;
  }

  @Override
  public void run() {
    LocalDate today = LocalDate.now(clock);
    Unstructured wanted = Unstructured.create("v1", "ConfigMap");
    wanted.set(NAME, "metadata", "name");
    wanted.set(today.toString(), "data", SINCE);
    Unstructured found = configMaps.createIfMissing(SERVER, NAMESPACE, wanted.deepCopy());
    if (found != null && !isPast(found.string("data", SINCE), today)) {
      found.set(today.toString(), "data", SINCE);
      configMaps.update(SERVER, NAMESPACE, NAME, found);
    }
  }

  private static boolean isPast(String date, LocalDate today) {
    try {
      return !LocalDate.parse(date).isAfter(today);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}

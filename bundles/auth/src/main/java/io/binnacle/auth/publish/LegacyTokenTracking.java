package io.binnacle.auth.publish;

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
  private static final String NAME = "kube-apiserver-legacy-service-account-token-tracking";

  private final PublishedConfigMap published;
  private final Clock clock;

  @Activate
  public LegacyTokenTracking(
      @Reference(target = "(binnacle.resource=configmaps)") ResourceStore configMaps) {
    this(configMaps, Clock.systemUTC());
  }

  LegacyTokenTracking(ResourceStore configMaps, Clock clock) {
    this.published = new PublishedConfigMap(configMaps, NAME, "since");
    this.clock = clock;
  }

  @Override
  public void run() {
    LocalDate today = LocalDate.now(clock);
    published.keep(today.toString(), since -> isPast(since, today));
  }

  private static boolean isPast(String date, LocalDate today) {
    try {
      return !LocalDate.parse(date).isAfter(today);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}

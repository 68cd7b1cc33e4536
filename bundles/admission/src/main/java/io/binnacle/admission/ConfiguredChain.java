package io.binnacle.admission;

import io.binnacle.api.admission.AdmissionChain;
import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The plugins that are registered and switched on, in their order. A write runs through the chain
 * as it was when the write came by; a plugin that comes or goes changes it for those that follow.
 * There is no chain before its settings are there, so that a server starts once and not twice.
 */
@Component(
    configurationPid = "io.binnacle.admission",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConfiguredChain implements AdmissionChain {
  /** Which plugins run. */
  public @interface Settings {
    /** Names to switch on beyond those that are on by default. */
    String[] enable() default {};

    /** Names to switch off. */
    String[] disable() default {};
  }

  private final Set<String> enabled;
  private final Set<String> disabled;
  private volatile List<AdmissionPlugin> plugins = List.of();

  /**
   * @throws IllegalArgumentException if the settings name a plugin that there is not
   */
  @Activate
  public ConfiguredChain(Settings settings) {
    enabled = names(settings.enable());
    disabled = names(settings.disable());
    PluginNames.check(enabled, disabled);
  }

  private static Set<String> names(String[] configured) {
    return Set.copyOf(
        java.util.Arrays.stream(configured)
            .flatMap(list -> java.util.Arrays.stream(list.split(",")))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList());
  }

  @Reference(
      service = AdmissionPlugin.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  synchronized void add(AdmissionPlugin plugin) {
    boolean on = plugin.isEnabledByDefault() || enabled.contains(plugin.name());
    if (on && !disabled.contains(plugin.name())) {
      List<AdmissionPlugin> changed = new ArrayList<>(plugins);
      changed.add(plugin);
      changed.sort(
          Comparator.comparingInt(AdmissionPlugin::order).thenComparing(AdmissionPlugin::name));
      plugins = List.copyOf(changed);
    }
  }

  synchronized void remove(AdmissionPlugin plugin) {
    List<AdmissionPlugin> changed = new ArrayList<>(plugins);
    changed.remove(plugin);
    plugins = List.copyOf(changed);
  }

  @Override
  public void mutate(AdmissionReview review) {
    for (AdmissionPlugin plugin : plugins) {
      plugin.mutate(review);
    }
  }

  @Override
  public void validate(AdmissionReview review) {
    for (AdmissionPlugin plugin : plugins) {
      plugin.validate(review);
    }
  }
}

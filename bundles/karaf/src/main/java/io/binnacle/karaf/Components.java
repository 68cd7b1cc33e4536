package io.binnacle.karaf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What the component runtime says about the components of a bundle. */
final class Components {
  private Components() {}

  /** A phrase for each component that should be active, and whose activation came to nothing. */
  static List<String> failed(BundleContext context, Bundle bundle) {
    return phrases(context, bundle, Components::failure);
  }

  /** A phrase for each component that waits for a service or a configuration. */
  static List<String> waiting(BundleContext context, Bundle bundle) {
    return phrases(context, bundle, Components::want);
  }

  private interface Phrase {
    String of(ComponentDescriptionDTO component, ComponentConfigurationDTO state);
  }

  private static List<String> phrases(BundleContext context, Bundle bundle, Phrase phrase) {
    List<String> phrases = new ArrayList<>();
    ServiceReference<ServiceComponentRuntime> reference =
        context.getServiceReference(ServiceComponentRuntime.class);
    @Nullable ServiceComponentRuntime runtime =
        reference == null ? null : context.getService(reference);
    if (runtime == null) {
      return phrases;
    }
    for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
      for (ComponentConfigurationDTO state : runtime.getComponentConfigurationDTOs(component)) {
        String said = phrase.of(component, state);
        if (!said.isEmpty()) {
          phrases.add(said);
        }
      }
    }
    context.ungetService(reference);
    return phrases;
  }

  private static String failure(
      ComponentDescriptionDTO component, ComponentConfigurationDTO state) {
    if (component.immediate && state.state == ComponentConfigurationDTO.SATISFIED) {
      return component.name + " is not active though all it needs is there";
    }
    if (state.state != ComponentConfigurationDTO.FAILED_ACTIVATION) {
      return "";
    }
    return component.name + ": " + reason(state.failure);
  }

  /** The last cause in a stack trace, which is all that the runtime keeps. */
  private static String reason(@Nullable String trace) {
    String reason = "failed";
    for (String line : trace == null ? new String[0] : trace.split("\n", -1)) {
      if (line.startsWith("Caused by: ") || reason.equals("failed")) {
        reason = line.replace("Caused by: ", "").strip();
      }
    }
    return reason;
  }

  private static String want(ComponentDescriptionDTO component, ComponentConfigurationDTO state) {
    if (state.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
      return component.name
          + " waits for the configuration "
          + String.join(", ", component.configurationPid);
    }
    if (state.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
      return component.name + " waits for " + services(component, state);
    }
    return "";
  }

  private static String services(
      ComponentDescriptionDTO component, ComponentConfigurationDTO state) {
    return Stream.of(state.unsatisfiedReferences)
        .map(
            missing ->
                Stream.of(component.references)
                    .filter(reference -> reference.name.equals(missing.name))
                    .map(reference -> reference.interfaceName)
                    .findFirst()
                    .orElse(missing.name))
        .collect(Collectors.joining(" and "));
  }
}

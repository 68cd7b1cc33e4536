package io.binnacle.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Asks the component runtime which components of the platform's bundles are not well. */
final class ComponentStates {
  private ComponentStates() {}

  /** The bundles with a component whose activation threw, and what it said. */
  static Map<Bundle, String> failed(BundleContext context, List<Bundle> bundles) {
    Map<Bundle, String> failed = new LinkedHashMap<>();
    ServiceComponentRuntime runtime = runtime(context);
    if (runtime == null) {
      return failed;
    }
    for (Bundle bundle : bundles) {
      for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
        for (ComponentConfigurationDTO state : runtime.getComponentConfigurationDTOs(component)) {
          if (state.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            failed.putIfAbsent(bundle, ActivationFailure.reason(state.failure));
          }
        }
      }
    }
    return failed;
  }

  /** A phrase for each component that waits for a service or a configuration. */
  static List<String> waiting(BundleContext context, List<Bundle> bundles) {
    List<String> waiting = new ArrayList<>();
    ServiceComponentRuntime runtime = runtime(context);
    if (runtime == null) {
      return waiting;
    }
    for (Bundle bundle : bundles) {
      for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
        for (ComponentConfigurationDTO state : runtime.getComponentConfigurationDTOs(component)) {
          if (state.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
            waiting.add(component.name + " waits for a configuration");
          } else if (state.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
            waiting.add(component.name + " waits for " + interfaces(component, state));
          }
        }
      }
    }
    return waiting;
  }

  private static String interfaces(
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

  private static @Nullable ServiceComponentRuntime runtime(BundleContext context) {
    ServiceReference<ServiceComponentRuntime> reference =
        context.getServiceReference(ServiceComponentRuntime.class);
    return reference == null ? null : context.getService(reference);
  }
}

package io.binnacle.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

class ComponentsTest {
  private final ComponentDescriptionDTO component = new ComponentDescriptionDTO();
  private final ComponentConfigurationDTO state = new ComponentConfigurationDTO();
  private final Bundle bundle = of(Bundle.class, null);

  /** A service that answers every call with the same. */
  private static <T> T of(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
  }

  private BundleContext context() {
    ServiceReference<?> reference = of(ServiceReference.class, null);
    Object runtime =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ServiceComponentRuntime.class},
            (proxy, method, arguments) ->
                List.of(method.getName().endsWith("DescriptionDTOs") ? component : state));
    return (BundleContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getServiceReference" -> reference;
                  case "getService" -> runtime;
                  default -> true;
                });
  }

  private void is(int number, boolean immediate) {
    component.name = "a.B";
    component.immediate = immediate;
    state.state = number;
  }

  private void assertSaid(List<String> failed, List<String> waiting) {
    assertEquals(failed, Components.failed(context(), bundle));
    assertEquals(waiting, Components.waiting(context(), bundle));
  }

  @Test
  void oneThatShouldBeActiveAndIsNotIsAProblem() {
    is(ComponentConfigurationDTO.SATISFIED, true);
    assertSaid(List.of("a.B is not active though all it needs is there"), List.of());
    is(ComponentConfigurationDTO.SATISFIED, false);
    assertSaid(List.of(), List.of());
    is(ComponentConfigurationDTO.ACTIVE, true);
    assertSaid(List.of(), List.of());
  }

  @Test
  void oneThatThrewTellsTheLastCause() {
    is(ComponentConfigurationDTO.FAILED_ACTIVATION, true);
    state.failure = "x.Wrapped: outer\n\tat x.y(Z.java)\nCaused by: x.Inner: the reason\n\tat x.y";
    assertSaid(List.of("a.B: x.Inner: the reason"), List.of());
  }

  @Test
  void oneThatWaitsTellsForWhat() {
    is(ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION, true);
    component.configurationPid = new String[] {"a.b"};
    assertSaid(List.of(), List.of("a.B waits for the configuration a.b"));
    is(ComponentConfigurationDTO.UNSATISFIED_REFERENCE, true);
    component.references = new ReferenceDTO[] {new ReferenceDTO()};
    component.references[0].name = "gate";
    component.references[0].interfaceName = "c.Gate";
    state.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {new UnsatisfiedReferenceDTO()};
    state.unsatisfiedReferences[0].name = "gate";
    assertSaid(List.of(), List.of("a.B waits for c.Gate"));
  }
}

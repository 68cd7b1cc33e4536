package io.binnacle.plugins.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.type.ResourceType;
import io.binnacle.plugins.state.PluginType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuardedTypeTest {
  /** What the contract has, or gets, must not be lost for plugins. */
  @Test
  void everyMethodOfATypeAndOfAStoreIsPassedOn() {
    assertEquals(List.of(), missing(ResourceType.class, GuardedType.class));
    // It is made of get and create, which are passed on.
    assertEquals(List.of("createIfMissing"), missing(ResourceStore.class, GuardedStore.class));
  }

  private static List<String> missing(Class<?> contract, Class<?> guarded) {
    List<String> missing = new ArrayList<>();
    for (Method method : contract.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers())) {
        boolean passedOn =
            Stream.of(guarded.getDeclaredMethods())
                .anyMatch(
                    own ->
                        own.getName().equals(method.getName())
                            && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
        if (!passedOn) {
          missing.add(method.getName());
        }
      }
    }
    return missing;
  }

  @Test
  void itSaysOfItselfWhatTheTypeSays() throws Exception {
    try (Watchdog watchdog = new Watchdog()) {
      Guard guard = new Guard("p", Limits.withCallMillis(1000), watchdog);
      ResourceType type = new PluginType();
      ResourceType guarded = guard.call("start", 1000, () -> GuardedType.of(guard, type));
      for (Method method : ResourceType.class.getMethods()) {
        boolean plain =
            method.getParameterCount() == 0
                && !List.of("strategy", "versions", "subresources").contains(method.getName());
        if (plain && !Modifier.isStatic(method.getModifiers())) {
          assertEquals(method.invoke(type), method.invoke(guarded), method.getName());
        }
      }
      assertEquals(type.kindIn("v1"), guarded.kindIn("v1"));
      guard.close();
    }
  }
}

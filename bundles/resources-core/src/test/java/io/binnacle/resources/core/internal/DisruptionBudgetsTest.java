package io.binnacle.resources.core.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.Translator;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Evictions against the budgets of a store that is only a list. */
final class DisruptionBudgetsTest {
  private final List<Unstructured> stored = new ArrayList<>();
  private final DisruptionBudgets budgets =
      new DisruptionBudgets(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));

  @BeforeEach
  void serve() {
    Snapshot snapshot =
        fake(
            Snapshot.class,
            Map.of(
                "list",
                args ->
                    stored.stream()
                        .map(
                            budget ->
                                new LocalObject(
                                    "k",
                                    "n",
                                    budget.name(),
                                    "u",
                                    1,
                                    Map.of(),
                                    Map.of(),
                                    new byte[2],
                                    0,
                                    1))
                        .toList()));
    budgets.follow(
        fake(
            ResourceStore.class,
            Map.of(
                "cache", args -> fake(ResourceCache.class, Map.of("snapshot", a -> snapshot)),
                "translator",
                    args ->
                        fake(
                            Translator.class,
                            Map.of("toTree", a -> budget(((LocalObject) a[0]).name()))),
                "patch",
                    args -> ((ResourceStore.Patch) args[3]).apply(budget(args[2].toString())))));
  }

  private Unstructured budget(String name) {
    return stored.stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
  }

  private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> {
              Object answer =
                  Objects.requireNonNull(answers.get(method.getName()), method::getName)
                      .apply(args);
              return method.getReturnType().isInstance(answer) ? answer : null;
            });
    return type.cast(proxy);
  }

  private Unstructured add(String name, String app, long allowed, long healthy, long wanted) {
    Unstructured budget = Unstructured.create("policy/v1", "PodDisruptionBudget");
    budget.set(name, "metadata", "name");
    budget.set("n", "metadata", "namespace");
    budget.set(1L, "metadata", "generation");
    budget.set(app, "spec", "selector", "matchLabels", "app");
    budget.set(1L, "status", "observedGeneration");
    budget.set(allowed, "status", "disruptionsAllowed");
    budget.set(healthy, "status", "currentHealthy");
    budget.set(wanted, "status", "desiredHealthy");
    stored.add(budget);
    return budget;
  }

  private static Unstructured pod(boolean ready) {
    return Unstructured.of(
        TypesUnderTest.json(
            "{\"metadata\":{\"name\":\"p\",\"namespace\":\"n\",\"labels\":{\"app\":\"a\"}},"
                + "\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\""
                + (ready ? "True" : "False")
                + "\"}]}}"));
  }

  private String refusal() {
    StatusException thrown =
        assertThrows(StatusException.class, () -> budgets.permit(pod(true), false));
    return thrown.details() == null || thrown.details().causes().isEmpty()
        ? String.valueOf(thrown.getMessage())
        : thrown.code() + " " + thrown.details().causes().get(0).message();
  }

  @Test
  void aPlaceIsTakenAndThenThereIsNone() {
    Unstructured budget = add("b", "a", 1, 4, 3);
    budgets.permit(pod(true), false);
    assertEquals(0L, budget.get("status", "disruptionsAllowed"));
    assertEquals("2026-01-01T00:00:00Z", budget.get("status", "disruptedPods", "p"));
    assertEquals("InsufficientPods", budget.items("status", "conditions").get(0).string("reason"));
    assertEquals("429 The disruption budget b does not allow evicting pods currently", refusal());
  }

  @Test
  void aDryRunTakesNoPlace() {
    Unstructured budget = add("b", "a", 1, 4, 3);
    budgets.permit(pod(true), true);
    assertEquals(1L, budget.get("status", "disruptionsAllowed"));
  }

  @Test
  void whatIsMissingIsTold() {
    add("b", "a", 0, 4, 4);
    assertEquals("429 The disruption budget b needs 4 healthy pods and has 4 currently", refusal());
  }

  @Test
  void aBudgetThatIsNotProcessedLetsNothingPass() {
    add("b", "a", 5, 4, 3).set(2L, "metadata", "generation");
    assertEquals("429 The disruption budget b is still being processed by the server.", refusal());
  }

  @Test
  void budgetsOfOtherPodsDoNotCountAndTwoAreTooMany() {
    add("other", "z", 0, 0, 1);
    assertDoesNotThrow(() -> budgets.permit(pod(true), false));
    add("b", "a", 1, 4, 3);
    add("c", "a", 1, 4, 3);
    assertEquals(
        "500 This pod has more than one PodDisruptionBudget, which the eviction subresource does"
            + " not support.",
        refusal());
  }

  @Test
  void aPodThatIsNotReadyMayGoWhileEnoughOthersAreOrAlways() {
    Unstructured budget = add("b", "a", 0, 3, 3);
    assertDoesNotThrow(() -> budgets.permit(pod(false), false));
    budget.set(2L, "status", "currentHealthy");
    assertThrows(StatusException.class, () -> budgets.permit(pod(false), false));
    budget.set("AlwaysAllow", "spec", "unhealthyPodEvictionPolicy");
    assertDoesNotThrow(() -> budgets.permit(pod(false), false));
  }
}

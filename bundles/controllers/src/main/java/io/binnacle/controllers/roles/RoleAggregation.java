package io.binnacle.controllers.roles;

import io.binnacle.api.controller.Controller;
import io.binnacle.api.controller.ControllerContext;
import io.binnacle.api.controller.Informer;
import io.binnacle.api.controller.ObjectKey;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.selector.SelectorTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives ClusterRoles with an aggregation rule the rules of those that it selects, so that {@code
 * view}, {@code edit} and {@code admin} allow anything; kube-controller-manager's {@code
 * clusterrole-aggregation-controller}.
 */
public final class RoleAggregation implements Controller {
  /** Its name, which is also that of the manager of the rules that it writes. */
  public static final String NAME = "clusterrole-aggregation-controller";

  private static final String CLUSTER_ROLES = "clusterroles.rbac.authorization.k8s.io";
  private static final String API_VERSION = "rbac.authorization.k8s.io/v1";

  /** All roles are looked at together, as any may be selected by any other. */
  private static final ObjectKey ALL = new ObjectKey("", "*");

  private static final Duration TOGETHER = Duration.ofMillis(100);

  private @Nullable ControllerContext context;
  private boolean isDue;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> resources() {
    return Set.of(CLUSTER_ROLES);
  }

  @Override
  public void start(ControllerContext started) {
    context = started;
    isDue = false;
    started.informer(CLUSTER_ROLES).addHandler(Informer.Handler.always(role -> lookSoon(started)));
  }

  /** Roles often come in great numbers, as when a server first starts. */
  private void lookSoon(ControllerContext started) {
    if (!isDue) {
      isDue = true;
      started.enqueueAfter(ALL, TOGETHER);
    }
  }

  @Override
  public Optional<Duration> reconcile(ObjectKey key) {
    isDue = false;
    ControllerContext running = Objects.requireNonNull(context);
    List<Unstructured> all = running.informer(CLUSTER_ROLES).list("");
    for (Unstructured role : all) {
      if (role.get("aggregationRule") != null) {
        List<@Nullable Object> rules = gathered(role, all);
        if (!rules.equals(role.list("rules"))) {
          write(running.store(CLUSTER_ROLES), role.name(), rules);
        }
      }
    }
    return Optional.empty();
  }

  private static void write(ResourceStore store, String name, List<@Nullable Object> rules) {
    Unstructured config = Unstructured.create(API_VERSION, "ClusterRole");
    config.set(name, "metadata", "name");
    config.set(rules, "rules");
    store.apply(RequestContext.server("v1").managedBy(NAME), "", name, config, true);
  }

  /** The rules of the selected roles in the order of their names, each once. */
  static List<@Nullable Object> gathered(Unstructured role, List<Unstructured> all) {
    List<LabelSelector> selectors =
        role.items("aggregationRule", "clusterRoleSelectors").stream()
            .flatMap(selector -> new SelectorTree(selector).compile().stream())
            .toList();
    List<@Nullable Object> rules = new ArrayList<>();
    all.stream()
        .filter(other -> !other.name().equals(role.name()))
        .filter(other -> selectors.stream().anyMatch(s -> s.matches(other.labels())))
        .sorted(Comparator.comparing(Unstructured::name))
        .forEach(
            other ->
                other.list("rules").stream()
                    .filter(rule -> !rules.contains(rule))
                    .forEach(rules::add));
    return rules;
  }
}

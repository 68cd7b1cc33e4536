package io.binnacle.controllers.roles;

import io.binnacle.api.auth.BundledRole;
import io.binnacle.api.auth.BundledRoles;
import io.binnacle.api.controller.Controller;
import io.binnacle.api.controller.ControllerContext;
import io.binnacle.api.controller.Informer;
import io.binnacle.api.controller.ObjectKey;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the ClusterRoles that bundles bring, and deletes those of bundles that have gone: a little
 * later, so that an upgrade takes nobody's rights, and not while the server stops. Where servers
 * share their storage, each makes what its own bundles bring again if another one deleted it.
 *
 * <p>Bundles come and go on any thread.
 */
@Component(service = Controller.class)
public final class BundledRolesKeeper implements Controller {
  private static final Logger LOG = LoggerFactory.getLogger(BundledRolesKeeper.class);
  private static final String CLUSTER_ROLES = "clusterroles.rbac.authorization.k8s.io";
  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final String MARK = "plugins.binnacle.io/bundled-role";
  private static final Duration UPGRADE = Duration.ofSeconds(5);

  private final Bundle framework;
  private final Map<String, BundledRole> wanted = new ConcurrentHashMap<>();
  private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ControllerContext running;

  @Activate
  public BundledRolesKeeper(BundleContext context) {
    framework = context.getBundle(0);
  }

  @Reference(
      service = BundledRoles.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  void add(BundledRoles bundled) {
    for (BundledRole role : bundled.roles()) {
      wanted.put(role.name(), role);
      withdrawn.remove(role.name());
      look(role, Duration.ZERO);
    }
  }

  void remove(BundledRoles bundled) {
    for (BundledRole role : bundled.roles()) {
      if (wanted.remove(role.name(), role) && framework.getState() == Bundle.ACTIVE) {
        withdrawn.add(role.name());
        look(role, UPGRADE);
      }
    }
  }

  private void look(BundledRole role, Duration delay) {
    ControllerContext context = running;
    if (context != null) {
      context.enqueueAfter(new ObjectKey("", role.name()), delay);
    }
  }

  @Override
  public String name() {
    return "bundled-roles";
  }

  @Override
  public Set<String> resources() {
    return Set.of(CLUSTER_ROLES);
  }

  @Override
  public void start(ControllerContext context) {
    context
        .informer(CLUSTER_ROLES)
        .addHandler(
            Informer.Handler.always(
                role -> {
                  if (wanted.containsKey(role.name())) {
                    context.enqueue(ObjectKey.of(role));
                  }
                }));
    running = context;
    wanted.values().forEach(role -> look(role, Duration.ZERO));
    withdrawn.forEach(name -> context.enqueueAfter(new ObjectKey("", name), UPGRADE));
  }

  @Override
  public void stop() {
    running = null;
  }

  @Override
  public Optional<Duration> reconcile(ObjectKey key) {
    ControllerContext context = Objects.requireNonNull(running);
    ResourceStore store = context.store(CLUSTER_ROLES);
    Unstructured present = context.informer(CLUSTER_ROLES).get(key);
    boolean ours = present != null && present.labels().containsKey(MARK);
    BundledRole role = wanted.get(key.name());
    RequestContext request = RequestContext.server("v1").managedBy("binnacle-plugins");
    if (role == null) {
      if (ours && withdrawn.remove(key.name())) {
        store.delete(request, "", key.name(), DeleteOptions.DEFAULT);
      }
    } else if (present == null) {
      store.createIfMissing(request, "", tree(role));
    } else if (!ours) {
      LOG.warn("ClusterRole {} was made by somebody else and is left as it is", key.name());
    } else {
      Unstructured wish = tree(role);
      boolean same =
          wish.labels().equals(present.labels())
              && wish.list("rules").equals(present.list("rules"));
      if (!same) {
        wish.set(present.resourceVersion(), "metadata", "resourceVersion");
        store.update(request, "", key.name(), wish);
      }
    }
    return Optional.empty();
  }

  static Unstructured tree(BundledRole role) {
    Unstructured tree = Unstructured.create(GROUP + "/v1", "ClusterRole");
    tree.set(role.name(), "metadata", "name");
    tree.set("true", "metadata", "labels", MARK);
    for (String other : role.aggregatedTo()) {
      tree.set("true", "metadata", "labels", GROUP + "/aggregate-to-" + other);
    }
    List<@Nullable Object> rules = new ArrayList<>();
    for (BundledRole.Rule rule : role.rules()) {
      Map<String, @Nullable Object> item = new LinkedHashMap<>();
      item.put("verbs", new ArrayList<>(rule.verbs()));
      item.put("apiGroups", new ArrayList<>(rule.groups()));
      item.put("resources", new ArrayList<>(rule.resources()));
      rules.add(item);
    }
    tree.set(rules, "rules");
    return tree;
  }
}

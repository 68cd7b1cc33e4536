package io.binnacle.auth.rbac;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authorizer;
import io.binnacle.api.auth.RuleResolver;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Role based access control: follows roles and bindings through their stores and answers from an
 * index of them. While one of the types is not served, what it last held goes on counting.
 *
 * <p>Threads: one of its own follows the stores and makes the index; any number read it.
 */
@Component(
    service = {Authorizer.class, RbacAuthorizer.class},
    immediate = true,
    property = "binnacle.authorizer=RBAC")
public final class RbacAuthorizer implements Authorizer, RuleResolver {
  private static final String STORES =
      "(|("
          + ResourceStore.RESOURCE
          + "=roles.rbac.authorization.k8s.io)("
          + ResourceStore.RESOURCE
          + "=clusterroles.rbac.authorization.k8s.io)("
          + ResourceStore.RESOURCE
          + "=rolebindings.rbac.authorization.k8s.io)("
          + ResourceStore.RESOURCE
          + "=clusterrolebindings.rbac.authorization.k8s.io))";
  private static final int TYPES = 4;

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "binnacle-rbac");
            thread.setDaemon(true);
            return thread;
          });
  private final RbacObjects objects = new RbacObjects();
  private final Map<ResourceStore, StoreFollower> followers = new IdentityHashMap<>();
  private final Set<String> read = new HashSet<>();
  private volatile RbacIndex index = RbacIndex.EMPTY;
  private volatile boolean synced;

  @Activate
  public RbacAuthorizer() {}

  @Reference(
      service = ResourceStore.class,
      target = STORES,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeStore")
  void addStore(ResourceStore store) {
    StoreFollower follower = new StoreFollower(store, executor, listener(store));
    synchronized (followers) {
      followers.put(store, follower);
    }
    follower.start();
  }

  void removeStore(ResourceStore store) {
    StoreFollower follower;
    synchronized (followers) {
      follower = followers.remove(store);
    }
    if (follower != null) {
      follower.stop();
    }
  }

  @Deactivate
  void stop() {
    synchronized (followers) {
      followers.values().forEach(StoreFollower::stop);
      followers.clear();
    }
    executor.shutdown();
  }

  /** Whether roles and bindings of all four types have been read once. */
  public boolean isSynced() {
    return synced;
  }

  /** Whether it knows a role; {@code namespace} is "" for a ClusterRole. */
  public boolean knowsRole(String namespace, String name) {
    return index.roles().containsKey(new RoleKey(namespace, name));
  }

  @Override
  public Decision authorize(Attributes attributes) {
    return index.authorize(attributes);
  }

  @Override
  public Rules rulesFor(UserInfo user, String namespace) {
    RbacIndex.Held held = held(user, namespace);
    List<ResourceRule> resources = new ArrayList<>();
    List<PathRule> paths = new ArrayList<>();
    for (PolicyRule rule : held.rules()) {
      if (!rule.resources().isEmpty()) {
        resources.add(
            new ResourceRule(
                rule.verbs(), rule.apiGroups(), rule.resources(), rule.resourceNames()));
      }
      if (!rule.paths().isEmpty()) {
        paths.add(new PathRule(rule.verbs(), rule.paths()));
      }
    }
    String errors = held.errors().isEmpty() ? "" : RbacIndex.joined(held.errors());
    return new Rules(resources, paths, false, errors);
  }

  RbacIndex.Held held(UserInfo user, String namespace) {
    return index.held(user, namespace);
  }

  private StoreFollower.Listener listener(ResourceStore store) {
    String resource = store.type().resource().resource();
    boolean clusterWide = resource.startsWith("cluster");
    return resource.endsWith("bindings")
        ? new BindingListener(resource, clusterWide)
        : new RoleListener(resource, clusterWide);
  }

  private void readOnce(String resource) {
    read.add(resource);
  }

  private void publish() {
    index = objects.index();
    synced = read.size() == TYPES;
  }

  private final class RoleListener implements StoreFollower.Listener {
    private final String resource;
    private final boolean clusterWide;

    RoleListener(String resource, boolean clusterWide) {
      this.resource = resource;
      this.clusterWide = clusterWide;
    }

    @Override
    public void replace(List<Unstructured> all) {
      objects.clearRoles(clusterWide);
      all.forEach(objects::putRole);
      readOnce(resource);
    }

    @Override
    public void put(Unstructured role) {
      objects.putRole(role);
    }

    @Override
    public void remove(Unstructured role) {
      objects.removeRole(role);
    }

    @Override
    public void settled() {
      publish();
    }
  }

  private final class BindingListener implements StoreFollower.Listener {
    private final String resource;
    private final boolean clusterWide;

    BindingListener(String resource, boolean clusterWide) {
      this.resource = resource;
      this.clusterWide = clusterWide;
    }

    @Override
    public void replace(List<Unstructured> all) {
      objects.clearBindings(clusterWide);
      all.forEach(objects::putBinding);
      readOnce(resource);
    }

    @Override
    public void put(Unstructured binding) {
      objects.putBinding(binding);
    }

    @Override
    public void remove(Unstructured binding) {
      objects.removeBinding(binding);
    }

    @Override
    public void settled() {
      publish();
    }
  }
}

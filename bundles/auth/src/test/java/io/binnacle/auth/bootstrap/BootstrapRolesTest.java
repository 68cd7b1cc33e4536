package io.binnacle.auth.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.auth.rbac.RbacAuthorizer;
import io.binnacle.auth.testing.Await;
import io.binnacle.auth.testing.MemoryStore;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class BootstrapRolesTest {
  private static final RequestContext SERVER = RequestContext.server("v1");

  private final MemoryStore roles = new MemoryStore("Role");
  private final MemoryStore roleBindings = new MemoryStore("RoleBinding");
  private final MemoryStore clusterRoles = new MemoryStore("ClusterRole");
  private final MemoryStore clusterRoleBindings = new MemoryStore("ClusterRoleBinding");
  private final AtomicReference<Object> hook = new AtomicReference<>();

  /** Runs one start of the server up to the hook. */
  private void start() throws Exception {
    hook.set(null);
    RbacAuthorizer rbac = new Started().authorizer();
    BootstrapRoles bootstrap = begin(rbac);
    Await.until("hook", () -> hook.get() != null);
    assertEquals("rbac/bootstrap-roles", hook.get());
    bootstrap.stop();
  }

  private BootstrapRoles begin(RbacAuthorizer rbac) {
    return new BootstrapRoles(
        context(), rbac, clusterRoles, clusterRoleBindings, roles, roleBindings);
  }

  private BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> {
              hook.set(((Dictionary<?, ?>) arguments[2]).get("binnacle.poststarthook"));
              return Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {ServiceRegistration.class},
                  (registration, call, none) -> null);
            });
  }

  private final class Started {
    RbacAuthorizer authorizer() throws Exception {
      RbacAuthorizer rbac = new RbacAuthorizer();
      var add =
          RbacAuthorizer.class.getDeclaredMethod(
              "addStore", io.binnacle.api.registry.ResourceStore.class);
      add.setAccessible(true);
      for (MemoryStore store : List.of(roles, roleBindings, clusterRoles, clusterRoleBindings)) {
        add.invoke(rbac, store);
      }
      return rbac;
    }
  }

  @Test
  void theTableHoldsWhatEveryServerHas() {
    List<Unstructured> all = BootstrapPolicy.read();
    assertEquals(135, all.size());
    assertEquals(70, all.stream().filter(o -> o.kind().equals("ClusterRole")).count());
    Unstructured discovery =
        all.stream().filter(o -> o.name().equals("system:public-info-viewer")).findFirst().get();
    assertEquals(
        List.of(
            Map.of(
                "verbs",
                List.of("get"),
                "nonResourceURLs",
                List.of("/healthz", "/livez", "/readyz", "/version", "/version/"))),
        discovery.list("rules"));
    assertThrows(IllegalArgumentException.class, () -> BootstrapPolicy.parse("role only"));
    assertThrows(IllegalArgumentException.class, () -> BootstrapPolicy.parse("nonsense x"));
  }

  @Test
  void aSecondStartWritesNothing() throws Exception {
    start();
    assertEquals(135, writes());
    start();
    assertEquals(135, writes());
  }

  private int writes() {
    return roles.writes()
        + roleBindings.writes()
        + clusterRoles.writes()
        + clusterRoleBindings.writes();
  }

  @Test
  void namespacesAreWaitedFor() throws Exception {
    roles.allowCreate(object -> false);
    RbacAuthorizer rbac = new Started().authorizer();
    BootstrapRoles bootstrap = begin(rbac);
    Await.until("others", () -> writes() == 128);
    Thread.sleep(30);
    assertFalse(hook.get() != null, "not before all are there");
    roles.allowCreate(object -> true);
    Await.until("hook", () -> hook.get() != null);
    assertEquals(135, writes());
    bootstrap.stop();
  }

  @Test
  void whatWasTakenAwayComesBackAndWhatWasAddedStays() throws Exception {
    start();
    Unstructured admin = clusterRoles.get(SERVER, "", "system:basic-user");
    List<Object> before = new ArrayList<>(admin.list("rules"));
    admin.list("rules").clear();
    admin.set("mine", "metadata", "labels", "added");
    clusterRoles.update(SERVER, "", "system:basic-user", admin);
    Unstructured binding = clusterRoleBindings.get(SERVER, "", "system:basic-user");
    Map<String, Object> other = Map.of("kind", "User", "name", "ada");
    binding.list("subjects").set(0, other);
    clusterRoleBindings.update(SERVER, "", "system:basic-user", binding);
    Unstructured alone = clusterRoles.get(SERVER, "", "system:discovery");
    alone.list("rules").clear();
    alone.set("false", "metadata", "annotations", BootstrapPolicy.AUTOUPDATE);
    clusterRoles.update(SERVER, "", "system:discovery", alone);
    Unstructured elsewhere =
        roleBindings.get(SERVER, "kube-system", "system:controller:bootstrap-signer");
    elsewhere.set("another", "roleRef", "name");
    roleBindings.update(SERVER, "kube-system", elsewhere.name(), elsewhere);
    start();
    Unstructured mended = clusterRoles.get(SERVER, "", "system:basic-user");
    assertEquals(
        io.binnacle.auth.rbac.RuleCover.missing(
            io.binnacle.auth.rbac.PolicyRule.of(mended), rulesOf(before)),
        List.of());
    assertEquals("mine", mended.labels().get("added"));
    List<Object> subjects =
        new ArrayList<>(clusterRoleBindings.get(SERVER, "", "system:basic-user").list("subjects"));
    assertEquals(2, subjects.size());
    assertEquals(other, subjects.get(0));
    assertEquals(
        List.of(), clusterRoles.get(SERVER, "", "system:discovery").list("rules"), "left alone");
    assertEquals(
        "system:controller:bootstrap-signer",
        roleBindings.get(SERVER, "kube-system", elsewhere.name()).string("roleRef", "name"));
  }

  private static List<io.binnacle.auth.rbac.PolicyRule> rulesOf(List<Object> rules) {
    Unstructured role = Unstructured.create("v1", "ClusterRole");
    role.set(rules, "rules");
    return io.binnacle.auth.rbac.PolicyRule.of(role);
  }
}

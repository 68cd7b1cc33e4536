package io.binnacle.auth.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.RuleResolver;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.auth.testing.Await;
import io.binnacle.auth.testing.MemoryStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RbacAuthorizerTest {
  private static final RequestContext SERVER = RequestContext.server("v1");
  private static final UserInfo JO = new UserInfo("jo", "", List.of(), Map.of());

  private final MemoryStore roles = new MemoryStore("Role");
  private final MemoryStore roleBindings = new MemoryStore("RoleBinding");
  private final MemoryStore clusterRoles = new MemoryStore("ClusterRole");
  private final MemoryStore clusterRoleBindings = new MemoryStore("ClusterRoleBinding");
  private final RbacAuthorizer rbac = new RbacAuthorizer();

  @AfterEach
  void stop() {
    rbac.stop();
  }

  private void start() {
    for (MemoryStore store : List.of(roles, roleBindings, clusterRoles, clusterRoleBindings)) {
      rbac.addStore(store);
    }
  }

  private boolean mayGetPods() {
    return rbac.authorize(Attributes.resource(JO, "get", "", "v1", "pods", "", "ns", "p"))
        .isAllowed();
  }

  private void grant() {
    roles.create(SERVER, "ns", Rbac.role("Role", "ns", "r", Rbac.rule("get", "", "pods", "")));
    roleBindings.create(SERVER, "ns", Rbac.binding("ns", "b", "Role", "r", "User:jo"));
  }

  @Test
  void whatIsThereAtTheStartCounts() throws Exception {
    grant();
    assertFalse(rbac.isSynced());
    start();
    Await.until("synced", rbac::isSynced);
    Await.until("allowed", this::mayGetPods);
  }

  @Test
  void changesCountSoon() throws Exception {
    start();
    Await.until("synced", rbac::isSynced);
    assertFalse(mayGetPods());
    grant();
    Await.until("allowed", this::mayGetPods);
    roles.delete(SERVER, "ns", "r", DeleteOptions.DEFAULT);
    Await.until("refused", () -> !mayGetPods());
  }

  @Test
  void aCacheThatIsNotReadyIsWaitedFor() throws Exception {
    roles.setReady(false);
    grant();
    start();
    Await.until("bindings", () -> !rbac.held(JO, "ns").errors().isEmpty());
    assertFalse(rbac.isSynced());
    roles.setReady(true);
    Await.until("allowed", this::mayGetPods);
  }

  @Test
  void aWatchThatEndsIsBegunAnewAndMissesNothing() throws Exception {
    start();
    grant();
    Await.until("allowed", this::mayGetPods);
    roleBindings.endWatches();
    roleBindings.delete(SERVER, "ns", "b", DeleteOptions.DEFAULT);
    Await.until("refused", () -> !mayGetPods());
    roleBindings.create(SERVER, "ns", Rbac.binding("ns", "b2", "Role", "r", "User:jo"));
    Await.until("allowed again", this::mayGetPods);
  }

  @Test
  void rightsStayWhileTheTypeIsAway() throws Exception {
    start();
    grant();
    Await.until("allowed", this::mayGetPods);
    rbac.removeStore(roles);
    rbac.addStore(roles);
    Await.until("still allowed", this::mayGetPods);
  }

  @Test
  void theRulesOfAUserAreListed() throws Exception {
    grant();
    clusterRoleBindings.create(SERVER, "", Rbac.binding("", "x", "ClusterRole", "gone", "User:jo"));
    start();
    Await.until("allowed", this::mayGetPods);
    Await.until("synced", rbac::isSynced);
    assertEquals(
        new RuleResolver.Rules(
            List.of(
                new RuleResolver.ResourceRule(
                    List.of("get"), List.of(""), List.of("pods"), List.of())),
            List.of(),
            false,
            "clusterrole.rbac.authorization.k8s.io \"gone\" not found"),
        rbac.rulesFor(JO, "ns"));
  }
}

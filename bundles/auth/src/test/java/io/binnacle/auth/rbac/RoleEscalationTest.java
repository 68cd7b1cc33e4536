package io.binnacle.auth.rbac;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authenticator;
import io.binnacle.api.auth.Authorizer;
import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.auth.testing.Await;
import io.binnacle.auth.testing.MemoryStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoleEscalationTest {
  private static final RequestContext SERVER = RequestContext.server("v1");
  private static final UserInfo JANE =
      new UserInfo("jane", "", List.of("dev", "system:authenticated"), Map.of());

  private final MemoryStore roles = new MemoryStore("Role");
  private final MemoryStore roleBindings = new MemoryStore("RoleBinding");
  private final MemoryStore clusterRoles = new MemoryStore("ClusterRole");
  private final MemoryStore clusterRoleBindings = new MemoryStore("ClusterRoleBinding");
  private final RbacAuthorizer rbac = new RbacAuthorizer();
  private final Gate gate =
      new Gate() {
        @Override
        public UserInfo identify(
            Authenticator.Credentials credentials, Map<String, List<String>> headers) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Authorizer.Decision authorize(Attributes attributes) {
          return rbac.authorize(attributes);
        }
      };
  private final RoleEscalation escalation = new RoleEscalation(gate, rbac);

  @BeforeEach
  void start() {
    for (MemoryStore store : List.of(roles, roleBindings, clusterRoles, clusterRoleBindings)) {
      rbac.addStore(store);
    }
    escalation.addStore(roles);
    escalation.addStore(clusterRoles);
  }

  @AfterEach
  void stop() {
    rbac.stop();
  }

  @SafeVarargs
  private void janeHolds(Map<String, Object>... rules) throws Exception {
    clusterRoles.create(SERVER, "", Rbac.role("ClusterRole", "", "jane", rules));
    clusterRoleBindings.create(
        SERVER, "", Rbac.binding("", "j", "ClusterRole", "jane", "User:jane"));
    Await.until("known", () -> !rbac.held(JANE, "").rules().isEmpty());
  }

  private void write(
      MemoryStore store, UserInfo user, Unstructured object, @Nullable Unstructured previous) {
    RequestContext context =
        new RequestContext(
            user, "v1", "", false, RequestContext.FieldValidation.IGNORE, "test", text -> {});
    escalation.validate(
        new AdmissionReview(
            previous == null ? Operation.CREATE : Operation.UPDATE,
            context,
            store.type(),
            object.namespace(),
            object.name(),
            object,
            previous));
  }

  private String refusal(MemoryStore store, Unstructured object, @Nullable Unstructured previous) {
    StatusException failure =
        assertThrows(StatusException.class, () -> write(store, JANE, object, previous));
    assertEquals(Reason.FORBIDDEN, failure.reason());
    return failure.getMessage();
  }

  private static Unstructured grantsPods(String verbs) {
    return Rbac.role("Role", "ns", "esc", Rbac.rule(verbs, "", "pods", ""));
  }

  @Test
  void aRoleGivesNothingThatItsAuthorDoesNotHold() throws Exception {
    janeHolds(Rbac.rule("get,list", "", "pods", ""));
    assertDoesNotThrow(() -> write(roles, JANE, grantsPods("get,list"), null));
    assertEquals(
        "roles.rbac.authorization.k8s.io \"esc\" is forbidden: user \"jane\" (groups=[\"dev\""
            + " \"system:authenticated\"]) is attempting to grant RBAC permissions not currently"
            + " held:\n{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"delete\" \"watch\"]}",
        refusal(roles, grantsPods("get,delete,watch"), null));
    assertEquals(
        "roles.rbac.authorization.k8s.io \"esc\" is forbidden: user \"jane\" (groups=[\"dev\""
            + " \"system:authenticated\"]) is attempting to grant RBAC permissions not currently"
            + " held:\n{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"*\"]}",
        refusal(roles, grantsPods("*"), grantsPods("get")));
  }

  @Test
  void mastersAndEscalatorsMayGiveAnything() throws Exception {
    UserInfo master = new UserInfo("root", "", List.of(UserInfo.MASTERS), Map.of());
    assertDoesNotThrow(() -> write(roles, master, grantsPods("*"), null));
    janeHolds(Rbac.rule("escalate", "rbac.authorization.k8s.io", "roles", ""));
    assertDoesNotThrow(() -> write(roles, JANE, grantsPods("*"), null));
    refusal(
        clusterRoles, Rbac.role("ClusterRole", "", "e", Rbac.rule("get", "", "pods", "")), null);
  }

  @Test
  void namesAndPathsAreComparedToo() throws Exception {
    Map<String, Object> paths = new LinkedHashMap<>();
    paths.put("verbs", List.of("get"));
    paths.put("nonResourceURLs", List.of("/logs/*"));
    janeHolds(Rbac.rule("get", "", "secrets", "one,two"), paths);
    assertDoesNotThrow(
        () ->
            write(
                clusterRoles,
                JANE,
                Rbac.role("ClusterRole", "", "e", Rbac.rule("get", "", "secrets", "two")),
                null));
    assertEquals(
        "{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\"]}",
        lastLine(
            refusal(
                clusterRoles,
                Rbac.role("ClusterRole", "", "e", Rbac.rule("get", "", "secrets", "")),
                null)));
    Map<String, Object> wanted = new LinkedHashMap<>(paths);
    wanted.put("nonResourceURLs", List.of("/logs/x", "/metrics"));
    assertEquals(
        "{NonResourceURLs:[\"/metrics\"], Verbs:[\"get\"]}",
        lastLine(refusal(clusterRoles, Rbac.role("ClusterRole", "", "e", wanted), null)));
  }

  private static String lastLine(String message) {
    return message.substring(message.lastIndexOf('\n') + 1);
  }

  @Test
  void aBindingGivesNothingThatItsAuthorDoesNotHold() throws Exception {
    roles.create(SERVER, "ns", grantsPods("delete"));
    Unstructured binding = Rbac.binding("ns", "b", "Role", "esc", "User:jane");
    assertEquals(
        "rolebindings.rbac.authorization.k8s.io \"b\" is forbidden: user \"jane\""
            + " (groups=[\"dev\" \"system:authenticated\"]) is attempting to grant RBAC"
            + " permissions not currently held:\n"
            + "{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"delete\"]}",
        refusal(roleBindings, binding, null));
    StatusException missing =
        assertThrows(
            StatusException.class,
            () ->
                write(
                    roleBindings,
                    JANE,
                    Rbac.binding("ns", "b", "ClusterRole", "gone", "User:jane"),
                    null));
    assertEquals("clusterroles.rbac.authorization.k8s.io \"gone\" not found", missing.getMessage());
    janeHolds(Rbac.rule("bind", "rbac.authorization.k8s.io", "roles", "esc"));
    assertDoesNotThrow(() -> write(roleBindings, JANE, binding, null));
  }

  @Test
  void aggregationTakesTheRightsOfAnAdministrator() throws Exception {
    janeHolds(Rbac.rule("create,get", "*", "*", ""));
    Unstructured role = Rbac.role("ClusterRole", "", "agg", new ArrayList<>());
    role.set(new ArrayList<Object>(), "aggregationRule", "clusterRoleSelectors");
    assertEquals(
        "clusterroles.rbac.authorization.k8s.io \"agg\" is forbidden: must have cluster-admin"
            + " privileges to use the aggregationRule",
        refusal(clusterRoles, role, null));
  }

  @Test
  void garbageCollectionMayTakeFinalizersAway() {
    Unstructured before = grantsPods("*");
    before.set(new ArrayList<Object>(List.of("x/y")), "metadata", "finalizers");
    Unstructured after = before.deepCopy();
    after.remove("metadata", "finalizers");
    assertDoesNotThrow(() -> write(roles, JANE, after, before));
    after.set("v", "metadata", "labels", "k");
    refusal(roles, after, before);
  }
}

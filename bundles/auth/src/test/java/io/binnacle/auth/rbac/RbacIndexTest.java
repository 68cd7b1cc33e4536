package io.binnacle.auth.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authorizer.Decision;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RbacIndexTest {
  private final RbacObjects objects = new RbacObjects();

  private static UserInfo user(String name, String... groups) {
    return new UserInfo(name, "", List.of(groups), Map.of());
  }

  private Decision ask(UserInfo user, String verb, String resource, String ns, String name) {
    String[] parts = resource.split("/");
    return objects
        .index()
        .authorize(
            Attributes.resource(
                user, verb, "", "v1", parts[0], parts.length > 1 ? parts[1] : "", ns, name));
  }

  private Decision askPath(UserInfo user, String verb, String path) {
    return objects.index().authorize(Attributes.path(user, verb, path));
  }

  @Test
  void theReasonNamesBindingRoleAndSubject() {
    objects.putRole(Rbac.role("ClusterRole", "", "y", Rbac.rule("get", "", "pods", "")));
    objects.putRole(Rbac.role("Role", "ns", "y", Rbac.rule("list", "", "pods", "")));
    objects.putBinding(Rbac.binding("", "x", "ClusterRole", "y", "User:z"));
    objects.putBinding(Rbac.binding("ns", "x", "Role", "y", "Group:dev"));
    objects.putBinding(Rbac.binding("ns", "sa", "ClusterRole", "y", "ServiceAccount:bot"));
    assertEquals(
        "RBAC: allowed by ClusterRoleBinding \"x\" of ClusterRole \"y\" to User \"z\"",
        ask(user("z"), "get", "pods", "", "p").reason());
    assertEquals(
        "RBAC: allowed by RoleBinding \"x/ns\" of Role \"y\" to Group \"dev\"",
        ask(user("a", "dev"), "list", "pods", "ns", "").reason());
    assertTrue(ask(user("system:serviceaccount:ns:bot"), "get", "pods", "ns", "p").isAllowed());
    assertEquals("", ask(user("z"), "list", "pods", "", "").reason());
  }

  @Test
  void aBindingToAMissingRoleIsToldInTheRefusal() {
    objects.putBinding(Rbac.binding("", "x", "ClusterRole", "gone", "User:z"));
    assertEquals(
        "RBAC: clusterrole.rbac.authorization.k8s.io \"gone\" not found",
        ask(user("z"), "get", "pods", "ns", "p").reason());
    objects.putBinding(Rbac.binding("ns", "x", "Role", "lost", "User:z"));
    assertEquals(
        "RBAC: [clusterrole.rbac.authorization.k8s.io \"gone\" not found,"
            + " role.rbac.authorization.k8s.io \"lost\" not found]",
        ask(user("z"), "get", "pods", "ns", "p").reason());
  }

  @Test
  void pathsMatchByTheirBeginning() {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("verbs", List.of("get"));
    rule.put("nonResourceURLs", List.of("/metrics", "/logs/*"));
    objects.putRole(Rbac.role("ClusterRole", "", "nr", rule));
    objects.putBinding(Rbac.binding("", "nr", "ClusterRole", "nr", "User:jo"));
    assertTrue(askPath(user("jo"), "get", "/metrics").isAllowed());
    assertTrue(askPath(user("jo"), "get", "/logs/a/b").isAllowed());
    assertTrue(!askPath(user("jo"), "get", "/logs").isAllowed());
    assertTrue(!askPath(user("jo"), "get", "/metrics/x").isAllowed());
    assertTrue(!askPath(user("jo"), "post", "/metrics").isAllowed());
  }

  @Test
  void subresourcesAreNotPartOfTheirResource() {
    objects.putRole(
        Rbac.role(
            "ClusterRole",
            "",
            "r",
            Rbac.rule("get", "", "pods", ""),
            Rbac.rule("update", "", "*/scale", "")));
    objects.putBinding(Rbac.binding("", "r", "ClusterRole", "r", "User:jo"));
    assertTrue(!ask(user("jo"), "get", "pods/log", "ns", "p").isAllowed());
    assertTrue(ask(user("jo"), "update", "things/scale", "ns", "p").isAllowed());
    assertTrue(!ask(user("jo"), "update", "scale", "ns", "p").isAllowed());
  }

  @Test
  void whatIsRemovedGivesNothingAnyMore() {
    Unstructured role = Rbac.role("Role", "ns", "r", Rbac.rule("*", "*", "*", ""));
    Unstructured binding = Rbac.binding("ns", "b", "Role", "r", "User:jo");
    objects.putRole(role);
    objects.putBinding(binding);
    assertTrue(ask(user("jo"), "get", "pods", "ns", "p").isAllowed());
    assertTrue(!ask(user("jo"), "get", "pods", "other", "p").isAllowed());
    objects.removeBinding(binding);
    assertTrue(!ask(user("jo"), "get", "pods", "ns", "p").isAllowed());
    objects.putBinding(binding);
    objects.clearRoles(true);
    assertTrue(ask(user("jo"), "get", "pods", "ns", "p").isAllowed());
    objects.clearRoles(false);
    assertTrue(!ask(user("jo"), "get", "pods", "ns", "p").isAllowed());
  }

  /** The index against the rules as they are written, object by object. */
  @Test
  void randomPoliciesAreDecidedAsTheObviousModelDoes() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("RbacIndexTest seed " + seed);
    Random random = new Random(seed);
    int allowed = 0;
    Map<String, Unstructured> all = new HashMap<>();
    for (int step = 0; step < 3000; step++) {
      change(random, all);
      UserInfo user =
          new UserInfo(
              pick(random, "ada", "bob", "system:serviceaccount:n1:bot"),
              "",
              random.nextBoolean() ? List.of("dev") : List.of("dev", "ops"),
              Map.of());
      Attributes asked =
          random.nextInt(5) == 0
              ? Attributes.path(user, pick(random, "get", "post"), pick(random, "/a", "/a/b", "/c"))
              : Attributes.resource(
                  user,
                  pick(random, "get", "list", "update"),
                  pick(random, "", "apps"),
                  "v1",
                  pick(random, "pods", "things"),
                  pick(random, "", "", "log", "scale"),
                  pick(random, "", "n1", "n2"),
                  pick(random, "", "x", "y"));
      boolean expected = ObviousRbac.allows(all.values(), asked);
      allowed += expected ? 1 : 0;
      assertEquals(
          expected,
          objects.index().authorize(asked).isAllowed(),
          "seed " + seed + ", step " + step + ": " + asked);
    }
    assertTrue(allowed > 100 && allowed < 2900, "seed " + seed + ": " + allowed + " allowed");
  }

  private void change(Random random, Map<String, Unstructured> all) {
    String namespace = pick(random, "", "n1", "n2");
    String name = pick(random, "a", "b", "c");
    if (random.nextBoolean()) {
      String kind = namespace.isEmpty() ? "ClusterRole" : "Role";
      List<Map<String, Object>> rules = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        rules.add(randomRule(random));
      }
      Unstructured role = Rbac.role(kind, namespace, name, rules);
      if (random.nextInt(4) == 0) {
        objects.removeRole(role);
        all.remove(kind + namespace + "/" + name);
      } else {
        objects.putRole(role);
        all.put(kind + namespace + "/" + name, role);
      }
      return;
    }
    Unstructured binding =
        Rbac.binding(
            namespace,
            name,
            namespace.isEmpty() || random.nextBoolean() ? "ClusterRole" : "Role",
            pick(random, "a", "b", "c"),
            pick(random, "User:ada", "User:bob", "ServiceAccount:bot", "ServiceAccount:n1/bot"),
            pick(random, "Group:dev", "Group:ops", "Group:none"));
    if (random.nextInt(3) == 0) {
      objects.removeBinding(binding);
      all.remove("Binding" + namespace + "/" + name);
    } else {
      objects.putBinding(binding);
      all.put("Binding" + namespace + "/" + name, binding);
    }
  }

  private static Map<String, Object> randomRule(Random random) {
    if (random.nextInt(4) == 0) {
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("verbs", List.of(pick(random, "*", "get")));
      rule.put("nonResourceURLs", List.of(pick(random, "*", "/a", "/a/*", "/c*")));
      return rule;
    }
    return Rbac.rule(
        pick(random, "*", "get", "list", "get,update"),
        pick(random, "*", "", "apps", ",apps"),
        pick(random, "*", "pods", "things", "pods/log", "*/scale", "pods,things/scale"),
        pick(random, "", "", "x", "x,y"));
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}

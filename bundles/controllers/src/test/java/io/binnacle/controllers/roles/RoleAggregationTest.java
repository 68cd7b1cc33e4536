package io.binnacle.controllers.roles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.auth.BundledRole;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleAggregationTest {
  private static final GroupResource WIDGETS = new GroupResource("example.com", "widgets");

  @Test
  void aRoleGathersTheRulesOfThoseItSelectsEachOnceInTheirOrder() {
    Unstructured view =
        Unstructured.of(
            Json.parse(
                """
                {"metadata":{"name":"view"},"aggregationRule":{"clusterRoleSelectors":[
                  {"matchLabels":{"rbac.authorization.k8s.io/aggregate-to-view":"true"}}]}}"""));
    Unstructured ours = BundledRolesKeeper.tree(BundledRole.view(WIDGETS));
    Unstructured twin = ours.deepCopy();
    twin.set("twin", "metadata", "name");
    Unstructured edit = BundledRolesKeeper.tree(BundledRole.edit(WIDGETS, "status"));
    List<Object> rules = RoleAggregation.gathered(view, List.of(twin, edit, ours, view));
    assertEquals(
        Json.parse(
            """
            [{"verbs":["get","list","watch"],"apiGroups":["example.com"],
              "resources":["widgets"]}]"""),
        rules);
  }

  @Test
  void whoMayEditMayChangeTheObjectAndItsSubresources() {
    assertEquals(
        Json.parse(
            """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole",
             "metadata":{"name":"widgets.example.com-edit","labels":{
               "plugins.binnacle.io/bundled-role":"true",
               "rbac.authorization.k8s.io/aggregate-to-edit":"true"}},
             "rules":[{"verbs":["create","delete","deletecollection","patch","update"],
               "apiGroups":["example.com"],"resources":["widgets","widgets/status"]}]}"""),
        BundledRolesKeeper.tree(BundledRole.edit(WIDGETS, "status")).content());
  }
}

package io.binnacle.resources.rbac.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Column;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.testing.ResourceBench;
import java.util.List;
import org.junit.jupiter.api.Test;

class RbacStrategiesTest {
  private final ResourceBench bench =
      new ResourceBench(
          RbacResources.tables(new FakeAuth(), new FakeAuth(), new FakeAuth()).build());

  @Test
  void theRoleOfABindingCannotBeChanged() {
    ResourceType type = bench.type("rolebindings");
    Unstructured before =
        bench.create(
            type,
            ResourceBench.tree("{'metadata':{'name':'rb'},'roleRef':{'kind':'Role','name':'ro'}}"));
    Unstructured after = before.deepCopy();
    assertEquals(
        List.of(), type.strategy().validateUpdate(ResourceBench.REQUEST, after.deepCopy(), before));
    after.set("other", "roleRef", "name");
    List<FieldError> errors = type.strategy().validateUpdate(ResourceBench.REQUEST, after, before);
    assertEquals(
        List.of(
            "roleRef: Invalid value:"
                + " {\"APIGroup\":\"rbac.authorization.k8s.io\",\"Kind\":\"Role\",\"Name\":\"other\"}:"
                + " cannot change roleRef"),
        errors.stream().map(FieldError::text).toList());
  }

  @Test
  void aClusterBindingOfAServiceAccountNamesItsNamespace() {
    String body =
        "{'metadata':{'name':'x'},'roleRef':{'kind':'ClusterRole','name':'x'},"
            + "'subjects':[{'kind':'ServiceAccount','name':'a'}]}";
    assertEquals(
        List.of("subjects[0].namespace: Required value"), problems("clusterrolebindings", body));
    assertEquals(List.of(), problems("rolebindings", body));
  }

  @Test
  void namesNeedOnlyFitIntoAPath() {
    var strategy = bench.type("clusterroles").strategy();
    assertNull(strategy.checkName("system:Node_1", false));
    assertNotNull(strategy.checkName("a/b", false));
  }

  @Test
  void anAggregatedRoleNeedsSelectorsThatCanBeUsed() {
    assertEquals(
        List.of(
            "aggregationRule.clusterRoleSelectors: Required value: at least one"
                + " clusterRoleSelector required if aggregationRule is non-nil"),
        problems("clusterroles", "{'aggregationRule':{'clusterRoleSelectors':[]}}"));
    assertEquals(
        List.of(
            "aggregationRule.clusterRoleSelectors[0].matchExpressions[0].operator: Invalid value:"
                + " \"Perhaps\": not a valid selector operator",
            "aggregationRule.clusterRoleSelectors[0]: Invalid value: null: invalid label"
                + " selector."),
        problems(
            "clusterroles",
            "{'aggregationRule':{'clusterRoleSelectors':[{'matchExpressions':"
                + "[{'key':'x','operator':'Perhaps'}]}]}}"));
  }

  @Test
  void theTableOfABindingNamesItsSubjectsByKind() {
    Unstructured binding =
        ResourceBench.tree(
            "{'metadata':{'name':'x'},'roleRef':{'kind':'Role','name':'r'},'subjects':["
                + "{'kind':'User','name':'u1'},{'kind':'User','name':'u2'},"
                + "{'kind':'Group','name':'g'},"
                + "{'kind':'ServiceAccount','name':'s','namespace':'n'}]}");
    List<Column> columns = bench.type("rolebindings").versions().get(0).columns();
    assertEquals(
        List.of("x", "Role/r", "<unknown>", "u1, u2", "g", "n/s"),
        columns.stream().map(column -> column.cell().apply(binding)).toList());
  }

  private List<String> problems(String resource, String body) {
    ResourceType type = bench.type(resource);
    return type
        .strategy()
        .validate(ResourceBench.REQUEST, bench.create(type, ResourceBench.tree(body)))
        .stream()
        .map(FieldError::text)
        .toList();
  }
}

package io.binnacle.resources.flowcontrol.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.testing.ResourceBench;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowControlRulesTest {
  private final ResourceBench bench =
      new ResourceBench(FlowControlResources.tables(InstantSource.system()).build());

  @Test
  void theBootstrapObjectsAreInOrderAndHaveTheirDefaults() {
    assertEquals(19, BootstrapObjects.all().size());
    for (Unstructured object : BootstrapObjects.all()) {
      ResourceType type = bench.typeOf(object);
      Unstructured made = bench.create(type, object);
      assertEquals(
          List.of(),
          ResourceBench.texts(type.strategy().validate(ResourceBench.REQUEST, made)),
          object.name());
      assertEquals(object.get("spec"), made.get("spec"), object.name());
    }
  }

  @Test
  void whatKeepsTheServerReachableCannotBeChanged() {
    Unstructured schema =
        bench.decode(
            bench.type("flowschemas"), BootstrapObjects.mandatory("FlowSchema", "exempt").get());
    Unstructured changed = schema.deepCopy();
    changed.set(2L, "spec", "matchingPrecedence");
    String problem = bench.changes("flowschemas", ResourceBench.REQUEST, changed, schema).get(0);
    assertEquals(
        "spec of 'exempt' must equal the fixed value",
        problem.substring(problem.lastIndexOf(": ") + 2));
    Unstructured level =
        bench.decode(
            bench.type("prioritylevelconfigurations"),
            BootstrapObjects.mandatory("PriorityLevelConfiguration", "exempt").get());
    Unstructured heavier = level.deepCopy();
    heavier.set(5L, "spec", "exempt", "nominalConcurrencyShares");
    assertEquals(
        List.of(),
        bench.changes("prioritylevelconfigurations", ResourceBench.REQUEST, heavier, level));
  }

  @Test
  void verbsAndMethodsAreOfThoseThereAre() {
    Unstructured schema =
        schema(
            "'subjects':[{'kind':'User','user':{'name':'u'}}],"
                + "'nonResourceRules':[{'verbs':['try'],'nonResourceURLs':['/a']}]");
    schema.set("ByLuck", "spec", "distinguisherMethod", "type");
    assertEquals(
        List.of(
            "spec.distinguisherMethod.type: Unsupported value: {\"Type\":\"ByLuck\"}: supported"
                + " values: \"ByNamespace\", \"ByUser\"",
            "spec.rules[0].nonResourceRules[0].verbs: Unsupported value: [\"try\"]: supported values:"
                + " \"create\", \"delete\", \"deletecollection\", \"get\", \"list\", \"patch\","
                + " \"proxy\", \"update\", \"watch\""),
        bench.problems("flowschemas", schema));
  }

  @Test
  void aSubjectIsOfOneKind() {
    assertEquals(
        List.of(
            "spec.rules[0].subjects[0].serviceAccount.namespace: Required value: must specify"
                + " namespace for service account",
            "spec.rules[0].subjects[0].user: Forbidden: user is forbidden when subject kind is not"
                + " 'User'",
            "spec.rules[0].subjects[1].group: Required value: group is required when subject kind"
                + " is 'Group'"),
        bench.problems(
            "flowschemas",
            schema(
                "'subjects':[{'kind':'ServiceAccount','serviceAccount':{'name':'*'},"
                    + "'user':{'name':'u'}},{'kind':'Group'}],"
                    + "'nonResourceRules':[{'verbs':['*'],'nonResourceURLs':['/a/*']}]")));
  }

  @Test
  void aRuleNamesWhatItMeans() {
    String path = "spec.rules[0].";
    assertEquals(
        List.of(
            path
                + "resourceRules[0].verbs: Invalid value: [\"*\",\"get\"]: if '*' is present, must"
                + " not specify other verbs",
            path
                + "resourceRules[0].resources: Required value: resource rules must supply at least"
                + " one resource",
            path
                + "resourceRules[0].namespaces: Required value: resource rules that are not cluster"
                + " scoped must supply at least one namespace",
            path
                + "nonResourceRules[0].nonResourceURLs[0]: Invalid value: \"a\": must start with"
                + " slash",
            path
                + "nonResourceRules[0].nonResourceURLs[1]: Invalid value: \"/a*\": wildcard can only"
                + " do suffix matching"),
        bench.problems(
            "flowschemas",
            schema(
                "'subjects':[{'kind':'User','user':{'name':'u'}}],'resourceRules':["
                    + "{'verbs':['*','get'],'apiGroups':['']}],'nonResourceRules':["
                    + "{'verbs':['get'],'nonResourceURLs':['a','/a*']}]")));
  }

  @Test
  void aHandIsDealtFromEnoughQueues() {
    Unstructured body =
        ResourceBench.tree(
            "{'metadata':{'name':'x'},'spec':{'type':'Limited','limited':{'limitResponse':"
                + "{'type':'Queue','queuing':{'queues':4,'handSize':5,'queueLengthLimit':-1}},"
                + "'lendablePercent':101}}}");
    String path = "spec.limited.";
    assertEquals(
        List.of(
            path + "lendablePercent: Invalid value: 101: must be between 0 and 100, inclusive",
            path + "limitResponse.queuing.queueLengthLimit: Invalid value: -1: must be positive",
            path
                + "limitResponse.queuing.handSize: Invalid value: 5: should not be greater than"
                + " queues (4)"),
        bench.problems("prioritylevelconfigurations", body));
    Unstructured queuing = Parts.of(body, "spec", "limited", "limitResponse", "queuing");
    queuing.set(1_000_000L, "queues");
    queuing.set(9L, "handSize");
    assertEquals(
        path
            + "limitResponse.queuing.handSize: Invalid value: 9: required entropy bits of deckSize"
            + " 1000000 and handSize 9 should not be greater than 60",
        bench.problems("prioritylevelconfigurations", body).get(2));
  }

  private static Unstructured schema(String rule) {
    return ResourceBench.tree(
        "{'metadata':{'name':'x'},'spec':{'priorityLevelConfiguration':{'name':'p'},'rules':[{"
            + rule
            + "}]}}");
  }

  @Test
  void anUpdateNeedNotSayWhichStateItIsOf() {
    for (String type : List.of("flowschemas", "prioritylevelconfigurations")) {
      assertTrue(bench.type(type).strategy().allowsUnconditionalUpdate(), type);
    }
  }
}

package io.binnacle.resources.rbac.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.testing.ResourceBench;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewsTest {
  private static final UserInfo JO = new UserInfo("jo", "7", List.of("team"), Map.of());

  private final FakeAuth auth = new FakeAuth();
  private final ResourceBench bench =
      new ResourceBench(RbacResources.tables(auth, auth, auth).build());

  @Test
  void aSelfReviewAsksAboutTheOneWhoAsks() {
    Unstructured answer =
        ask(
            "selfsubjectaccessreviews",
            "",
            "{'spec':{'resourceAttributes':{'verb':'get','group':'apps','resource':'deployments',"
                + "'subresource':'scale','namespace':'n','name':'d'}}}");
    assertEquals(Map.of("allowed", true, "reason", "jo gets"), answer.map("status"));
    assertEquals(
        List.of(Attributes.resource(JO, "get", "apps", "*", "deployments", "scale", "n", "d")),
        auth.asked);
  }

  @Test
  void aReviewOfAnotherUserCarriesTheirGroupsAndExtra() {
    ask(
        "subjectaccessreviews",
        "",
        "{'spec':{'user':'al','uid':'9','groups':['g'],'extra':{'k':['v']},"
            + "'nonResourceAttributes':{'verb':'get','path':'/x'}}}");
    UserInfo al = new UserInfo("al", "9", List.of("g"), Map.of("k", List.of("v")));
    assertEquals(List.of(Attributes.path(al, "get", "/x")), auth.asked);
  }

  @Test
  void aDenialIsMoreThanNoPermission() {
    Unstructured denied =
        ask(
            "subjectaccessreviews",
            "",
            "{'spec':{'user':'mallory','resourceAttributes':{'verb':'get','resource':'pods'}}}");
    assertEquals(Map.of("allowed", false, "denied", true, "reason", "never"), denied.map("status"));
    Unstructured notAllowed =
        ask(
            "subjectaccessreviews",
            "",
            "{'spec':{'user':'al','resourceAttributes':{'verb':'get','resource':'pods'}}}");
    assertEquals(Map.of("allowed", false), notAllowed.map("status"));
  }

  @Test
  void selectorsThatCannotBeReadAreNamed() {
    Unstructured answer =
        ask(
            "subjectaccessreviews",
            "",
            "{'spec':{'user':'al','resourceAttributes':{'verb':'list','resource':'pods',"
                + "'fieldSelector':{'requirements':[{'key':'a','operator':'In','values':['b']},"
                + "{'key':'a','operator':'Exists'}]},"
                + "'labelSelector':{'requirements':[{'key':'a','operator':'Near','values':['b']}]}"
                + "}}}");
    assertEquals(
        "spec.resourceAttributes.fieldSelector partially ignored due to parse error; "
            + "spec.resourceAttributes.labelSelector ignored due to parse error",
        answer.string("status", "evaluationError"));
  }

  @Test
  void aLocalReviewIsBoundToItsNamespace() {
    String body =
        "{'spec':{'user':'jo','resourceAttributes':{'verb':'get','resource':'pods',"
            + "'namespace':'other'}}}";
    StatusException e =
        assertThrows(StatusException.class, () -> ask("localsubjectaccessreviews", "n", body));
    assertEquals(
        ".authorization.k8s.io \"\" is invalid: spec.resourceAttributes.namespace: Invalid value:"
            + " \"other\": must match metadata.namespace",
        e.getMessage());
    Unstructured answer = ask("localsubjectaccessreviews", "n", body.replace("'other'", "'n'"));
    assertEquals(true, answer.get("status", "allowed"));
  }

  @Test
  void aRulesReviewNeedsANamespace() {
    StatusException e =
        assertThrows(StatusException.class, () -> ask("selfsubjectrulesreviews", "", "{}"));
    assertEquals("no namespace on request", e.getMessage());
    assertEquals(400, e.code());
    Unstructured answer = ask("selfsubjectrulesreviews", "", "{'spec':{'namespace':'n'}}");
    assertEquals(
        ResourceBench.tree(
                "{'resourceRules':[{'verbs':['get'],'apiGroups':[''],'resources':['pods']}],"
                    + "'nonResourceRules':[{'verbs':['get'],'nonResourceURLs':['/healthz']}],"
                    + "'incomplete':true,'evaluationError':'jo in n'}")
            .content(),
        answer.map("status"));
  }

  @Test
  void aSelfSubjectReviewSaysWhoAsks() {
    Unstructured answer = ask("selfsubjectreviews", "", "{}");
    assertEquals(
        ResourceBench.tree("{'username':'jo','uid':'7','groups':['team']}").content(),
        answer.map("status", "userInfo"));
    assertEquals(20, answer.string("metadata", "creationTimestamp").length());
  }

  @Test
  void aTokenReviewSaysWhoseTheTokenIs() {
    Unstructured answer = ask("tokenreviews", "", "{'spec':{'token':'good'}}");
    assertEquals(
        ResourceBench.tree(
                "{'authenticated':true,'user':{'username':'jo','uid':'7','groups':['team'],"
                    + "'extra':{'k':['v']}},'audiences':['here','there']}")
            .content(),
        answer.map("status"));
  }

  @Test
  void aTokenReviewKnowsNoBadTokensAndNoForeignAudiences() {
    assertEquals(
        ResourceBench.tree("{'user':{},'error':'Unauthorized'}").content(),
        ask("tokenreviews", "", "{'spec':{'token':'bad'}}").map("status"));
    assertEquals(
        ResourceBench.tree("{'user':{},'error':'not for you'}").content(),
        ask("tokenreviews", "", "{'spec':{'token':'good','audiences':['elsewhere']}}")
            .map("status"));
    assertEquals(
        List.of("there"),
        ask("tokenreviews", "", "{'spec':{'token':'good','audiences':['there','x']}}")
            .list("status", "audiences"));
    StatusException e = assertThrows(StatusException.class, () -> ask("tokenreviews", "", "{}"));
    assertEquals("token is required for TokenReview in authentication", e.getMessage());
  }

  private Unstructured ask(String resource, String namespace, String body) {
    ResourceType type = bench.type(resource);
    RequestContext server = RequestContext.server("v1");
    RequestContext context =
        new RequestContext(
            JO, "v1", "", false, server.fieldValidation(), "test", server.warnings());
    Unstructured question = bench.decode(type, ResourceBench.tree(body));
    if (type.isNamespaced()) {
      question.setDefault(namespace, "metadata", "namespace");
    }
    return type.review().orElseThrow().review(context, namespace, question);
  }
}

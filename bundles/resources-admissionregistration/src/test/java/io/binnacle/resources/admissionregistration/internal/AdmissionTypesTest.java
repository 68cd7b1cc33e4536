package io.binnacle.resources.admissionregistration.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.testing.ResourceBench;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTypesTest {
  private final ResourceBench bench =
      new ResourceBench(
          AdmissionRegistrationResources.tables(() -> ExpressionChecker.NONE).build());

  @ParameterizedTest
  @CsvSource({
    "mutatingadmissionpolicies,MutatingAdmissionPolicy",
    "mutatingadmissionpolicybindings,MutatingAdmissionPolicyBinding"
  })
  void mutatingPoliciesAreStoredInAVersionThatIsNotServed(String resource, String kind) {
    ResourceType type = bench.type(resource);
    assertEquals(
        new GroupVersionKind("admissionregistration.k8s.io", "v1beta1", kind),
        type.storedKind().orElseThrow().kind());
    assertTrue(type.version("v1beta1").isEmpty());
    assertEquals(
        type.versions().get(0).schema().fields().keySet(),
        type.storedKind().orElseThrow().schema().fields().keySet());
  }

  @Test
  void othersAreStoredAsTheyAreServed() {
    assertTrue(bench.type("validatingadmissionpolicies").storedKind().isEmpty());
  }

  @Test
  void aPolicysStatusIsNotJudgedByItsRules() {
    ResourceType type = bench.type("validatingadmissionpolicies");
    Unstructured policy = ResourceBench.tree("{'spec':{}}");
    assertEquals(
        List.of(),
        type.strategy()
            .validateUpdate(ResourceBench.REQUEST.onSubresource("status"), policy, policy));
    assertEquals(3, type.strategy().validateUpdate(ResourceBench.REQUEST, policy, policy).size());
  }

  @Test
  void aServicesPathIsMadeOfNames() {
    ResourceType type = bench.type("validatingwebhookconfigurations");
    Unstructured configuration =
        ResourceBench.tree(
            "{'webhooks':[{'name':'a.example.com','clientConfig':{'service':{'namespace':'n',"
                + "'name':'s','path':'x','port':0}},'sideEffects':'None',"
                + "'admissionReviewVersions':['v1']}]}");
    assertEquals(
        List.of(
            "webhooks[0].clientConfig.service.port: Invalid value: 0: port is not valid: must be"
                + " between 1 and 65535, inclusive",
            "webhooks[0].clientConfig.service.path: Invalid value: \"x\": must start with a '/'",
            "webhooks[0].clientConfig.service.path: Invalid value: \"x\": segment[0] may not be"
                + " empty"),
        problems(type, configuration));
    configuration.items("webhooks").get(0).set("/a//b", "clientConfig", "service", "path");
    configuration.items("webhooks").get(0).set(1L, "clientConfig", "service", "port");
    assertEquals(
        List.of(
            "webhooks[0].clientConfig.service.path: Invalid value: \"/a//b\": segment[1] may not"
                + " be empty"),
        problems(type, configuration));
  }

  @Test
  void twoWebhooksOfOneNameAreRefused() {
    ResourceType type = bench.type("mutatingwebhookconfigurations");
    String webhook =
        "{'name':'a.example.com','clientConfig':{'url':'https://x/'},'sideEffects':'None',"
            + "'admissionReviewVersions':['v1']}";
    assertEquals(
        List.of("webhooks[1].name: Duplicate value: \"a.example.com\""),
        problems(type, ResourceBench.tree("{'webhooks':[" + webhook + "," + webhook + "]}")));
  }

  @Test
  void aMutationSaysWhatItsTypeNeeds() {
    ResourceType type = bench.type("mutatingadmissionpolicies");
    Unstructured policy =
        ResourceBench.tree(
            "{'spec':{'reinvocationPolicy':'Never','matchConstraints':{'resourceRules':["
                + "{'apiGroups':[''],'apiVersions':['v1'],'operations':['CREATE'],"
                + "'resources':['pods']}]},'mutations':[{'patchType':'JSONPatch'}]}}");
    assertEquals(
        List.of(
            "spec.mutations[0].jsonPatch: Required value: must be specified when patchType is"
                + " JSONPatch"),
        problems(type, policy));
  }

  private List<String> problems(ResourceType type, Unstructured object) {
    return type.strategy().validate(ResourceBench.REQUEST, bench.create(type, object)).stream()
        .map(FieldError::text)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mutatingadmissionpolicies",
        "mutatingadmissionpolicybindings",
        "mutatingwebhookconfigurations",
        "validatingadmissionpolicies",
        "validatingadmissionpolicybindings",
        "validatingwebhookconfigurations"
      })
  void anUpdateMustSayWhichStateItIsOf(String resource) {
    assertFalse(bench.type(resource).strategy().allowsUnconditionalUpdate());
  }
}

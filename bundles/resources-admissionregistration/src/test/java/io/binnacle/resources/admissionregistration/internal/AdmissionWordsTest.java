package io.binnacle.resources.admissionregistration.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.resources.testing.ResourceBench;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionWordsTest {
  private final ResourceBench bench =
      new ResourceBench(
          AdmissionRegistrationResources.tables(() -> ExpressionChecker.NONE).build());

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "validatingadmissionpolicies!'paramKind':{'apiVersion':'a/b/c','kind':'K'}!"
            + "spec.paramKind.apiVersion: Invalid value: \"a/b/c\": unexpected GroupVersion string:"
            + " a/b/c",
        "validatingadmissionpolicies!'paramKind':{'apiVersion':'v1','kind':'5'}!spec.paramKind.kind:"
            + " Invalid value: \"5\": may have mixed case, but should otherwise match: a DNS-1035",
        "validatingadmissionpolicies!'validations':[{'expression':'x','reason':'Unauthorized'}]!"
            + "spec.validations[0].reason: Unsupported value: \"Unauthorized\": supported values:"
            + " \"Forbidden\", \"Invalid\", \"RequestEntityTooLarge\"",
        "validatingadmissionpolicies!'validations':[{'expression':'x','message':'a\\nb'}]!"
            + "spec.validations[0].message: Invalid value: \"a\\nb\": must not contain line breaks",
        "validatingadmissionpolicies!'auditAnnotations':[{'key':'*','valueExpression':'x'}]!"
            + "spec.auditAnnotations[0].key: Invalid value: \"p/*\": name part",
        "validatingadmissionpolicies!'matchConstraints':{'resourceRules':[{'resourceNames':['../a']}]}!"
            + "spec.matchConstraints.resourceRules[0].resourceNames[0]: Invalid value: \"../a\": may"
            + " not contain '/'",
        "validatingadmissionpolicybindings!'paramRef':{'name':'a/b'}!spec.paramRef.name: Invalid"
            + " value: \"a/b\": may not contain '/'",
        "mutatingadmissionpolicies!'matchConstraints':{'resourceRules':[{'operations':['DELETE']}]}!"
            + "spec.matchConstraints.resourceRules.operations: Unsupported value: \"DELETE\":"
            + " supported values: \"*\", \"CONNECT\", \"CREATE\", \"UPDATE\"",
        "mutatingadmissionpolicybindings!'matchResources':{'resourceRules':[{'operations':['DELETE']}]}!"
            + "spec.matchResources.resourceRules.operations: Unsupported value: \"DELETE\": supported"
            + " values: \"*\", \"CONNECT\", \"CREATE\", \"UPDATE\"",
        "mutatingadmissionpolicies!'mutations':[{'patchType':'JSONPatch','applyConfiguration':{}}]!"
            + "spec.mutations[0].applyConfiguration: Invalid value: \"{applyConfiguration}\": must not"
            + " be specified when patchType is JSONPatch",
      })
  void aPolicysPartsAreJudged(String resource, String spec, String expected) {
    contains(resource, "{'metadata':{'name':'p'},'spec':{" + spec + "}}", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "{'name':'s'}!webhooks[0].clientConfig.service.name: Required value",
        "{'namespace':'s'}!webhooks[0].clientConfig.service.namespace: Required value",
      },
      quoteCharacter = '`')
  void aWebhooksServiceHasBothNames(String service, String expected) {
    contains(
        "validatingwebhookconfigurations",
        "{'webhooks':[{'clientConfig':{'service':" + service + "}}]}",
        expected);
  }

  private void contains(String resource, String object, String expected) {
    List<String> found = bench.problems(resource, ResourceBench.tree(object));
    assertTrue(found.stream().anyMatch(text -> text.startsWith(expected)), found::toString);
  }
}

package io.binnacle.crd.definition;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.crd.Trees;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "'versions':[{'name':'UP'}]!spec.version: Invalid value: \"UP\": a DNS-1035 label",
        "'preserveUnknownFields':true,'conversion':{'strategy':'Webhook'}!spec.conversion.strategy:"
            + " Invalid value: \"Webhook\": must be None if spec.preserveUnknownFields is true",
        "'conversion':{'strategy':'Webhook','webhook':{'conversionReviewVersions':['v1','v1']}}!"
            + "spec.conversion.conversionReviewVersions[1]: Invalid value: \"v1\": duplicate version",
        "'conversion':{'strategy':'Webhook','webhook':{'clientConfig':{'url':'x'}}}!"
            + "spec.conversion.webhookClientConfig.url: Invalid value: \"\": host must be specified",
        "'versions':[{'name':'v1','schema':{'openAPIV3Schema':{'type':'object','nullable':true}}}]!"
            + "spec.validation.openAPIV3Schema.nullable: Forbidden: nullable cannot be true at the"
            + " root",
        "'versions':[{'name':'v1','schema':{'openAPIV3Schema':{'type':'object',"
            + "'additionalProperties':true}}}]!spec.validation.openAPIV3Schema.additionalProperties:"
            + " Forbidden: must not be used at the root",
        "'versions':[{'name':'v1','subresources':{'status':{}},'schema':{'openAPIV3Schema':"
            + "{'type':'string'}}}]!spec.validation.openAPIV3Schema.type: Invalid value: \"string\":"
            + " only \"object\" is allowed as the type at the root of the schema if the status"
            + " subresource is enabled",
        "'versions':[{'name':'v1','schema':{'openAPIV3Schema':{'type':'object',"
            + "'x-kubernetes-validations':[{'rule':'true','fieldPath':'.a'}]}}}]!"
            + "spec.validation.openAPIV3Schema.x-kubernetes-validations[0].fieldPath: Invalid value:"
            + " \".a\": must be a valid path",
        "'versions':[{'name':'v1','schema':{'openAPIV3Schema':{'type':'object',"
            + "'x-kubernetes-validations':[{'rule':'true','optionalOldSelf':true}]}}}]!"
            + "spec.validation.openAPIV3Schema.x-kubernetes-validations[0].optionalOldSelf: Invalid"
            + " value: true: may not be set if oldSelf is not used in rule",
      })
  void aDefinitionIsJudgedByItsStoredForm(String spec, String expected) {
    List<String> found =
        new DefinitionRules(Trees.tree("{'spec':{" + spec + "}}"), null)
            .check().stream().map(FieldError::text).toList();
    assertTrue(found.stream().anyMatch(text -> text.startsWith(expected)), found::toString);
  }

  private static boolean costsTooMuch(Unstructured definition, @Nullable Unstructured previous) {
    return new DefinitionRules(definition, previous)
        .check().stream().anyMatch(error -> error.text().contains("exceeds budget by factor"));
  }

  private static Unstructured withCostlyRule(String description) {
    return Trees.tree(
        "{'spec':{'versions':[{'name':'v1','schema':{'openAPIV3Schema':{'type':'object',"
            + "'description':'"
            + description
            + "','properties':{'l':{'type':'array','items':{'type':'string'}}},"
            + "'x-kubernetes-validations':[{'rule':'self.l.all(x, x in self.l)'}]}}}]}}");
  }

  @Test
  void whatRulesCostIsJudgedAgainOnlyWithTheirSchema() {
    assertTrue(costsTooMuch(withCostlyRule("a"), null));
    assertFalse(costsTooMuch(withCostlyRule("a"), withCostlyRule("a")));
    assertTrue(costsTooMuch(withCostlyRule("b"), withCostlyRule("a")));
  }
}

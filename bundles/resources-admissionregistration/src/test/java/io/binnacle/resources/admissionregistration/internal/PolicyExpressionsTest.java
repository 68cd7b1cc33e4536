package io.binnacle.resources.admissionregistration.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.api.expression.ExpressionScope;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.testing.ResourceBench;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyExpressionsTest {
  /** Knows names, {@code 'texts'} and {@code true}: an expression is one of them. */
  private static final ExpressionChecker CHECKER =
      new ExpressionChecker() {
        @Override
        public Finding check(String expression, ExpressionScope scope) {
          if (expression.equals("true")) {
            return new Finding("", "bool");
          }
          if (expression.startsWith("'")) {
            return new Finding("", "string");
          }
          String type =
              expression.startsWith("variables.")
                  ? scope.structures().get(AdmissionScope.VARIABLES).get(expression.substring(10))
                  : scope.variables().get(expression);
          return type == null ? new Finding("no " + expression, "") : new Finding("", type);
        }

        @Override
        public Finding parse(String expression) {
          return new Finding(expression.endsWith(".") ? "syntax" : "", "");
        }
      };

  private final ResourceBench bench =
      new ResourceBench(AdmissionRegistrationResources.tables(() -> CHECKER).build());

  private List<String> problems(String resource, String object) {
    Unstructured tree = bench.decode(bench.type(resource), ResourceBench.tree(object));
    return bench.type(resource).strategy().validate(ResourceBench.REQUEST, tree).stream()
        .map(FieldError::text)
        .toList();
  }

  private List<String> policy(String rest) {
    return problems(
        "validatingadmissionpolicies",
        "{'metadata':{'name':'p'},'spec':{'matchConstraints':{'resourceRules':[{'apiGroups':['a'],'apiVersions':['v1'],"
            + "'operations':['CREATE'],'resources':['r']}]},"
            + rest
            + "}}");
  }

  @Test
  void aValidationIsTrueOrFalse() {
    assertEquals(List.of(), policy("'validations':[{'expression':' true '}]"));
    assertEquals(
        List.of(
            "spec.validations[0].expression: Invalid value: \"object\": must evaluate to bool but"
                + " got dyn"),
        policy("'validations':[{'expression':'object'}]"));
  }

  @Test
  void aMessageIsATextAndAsksNoAuthorizer() {
    assertEquals(
        List.of(
            "spec.validations[0].messageExpression: Invalid value: \"true\": must evaluate to"
                + " string but got bool",
            "spec.validations[1].messageExpression: Invalid value: \"authorizer\": no authorizer"),
        policy(
            "'validations':[{'expression':'true','messageExpression':'true'},"
                + "{'expression':'true','messageExpression':'authorizer'}]"));
  }

  @Test
  void anAnnotationIsATextOrNothing() {
    assertEquals(
        List.of(
            "spec.auditAnnotations[0].valueExpression: Invalid value: \"true\": must evaluate to one"
                + " of [string null_type] but got bool"),
        policy("'auditAnnotations':[{'key':'k','valueExpression':'true'}]"));
  }

  @Test
  void aVariableIsKnownToWhatStandsBehindIt() {
    assertEquals(
        List.of(
            "spec.variables[0].expression: Invalid value: \"variables.b\": no variables.b",
            "spec.validations[1].expression: Invalid value: \"variables.a\": no variables.a"),
        policy(
            "'variables':[{'name':'a','expression':'variables.b'},"
                + "{'name':'b','expression':'true'},{'name':'c','expression':'variables.b'}],"
                + "'validations':[{'expression':'variables.c'},{'expression':'variables.a'}]"));
  }

  @Test
  void parametersAreThereIfTheirKindIs() {
    assertEquals(
        List.of("spec.matchConditions[0].expression: Invalid value: \"params\": no params"),
        policy(
            "'matchConditions':[{'name':'m','expression':'params'}],"
                + "'validations':[{'expression':'true'}]"));
    assertEquals(
        List.of(
            "spec.matchConditions[0].expression: Invalid value: \"params\": must evaluate to bool"
                + " but got dyn"),
        policy(
            "'paramKind':{'apiVersion':'v1','kind':'ConfigMap'},"
                + "'matchConditions':[{'name':'m','expression':'params'}],"
                + "'validations':[{'expression':'true'}]"));
  }

  @Test
  void aWebhooksConditionIsLookedAt() {
    assertEquals(
        List.of("webhooks[0].matchConditions[0].expression: Invalid value: \"nope\": no nope"),
        problems(
            "validatingwebhookconfigurations",
            "{'webhooks':[{'name':'a.b.c','clientConfig':{'url':'https://127.0.0.1/'},"
                + "'sideEffects':'None','admissionReviewVersions':['v1'],"
                + "'matchConditions':[{'name':'m','expression':'nope'}]}]}"));
  }

  @Test
  void ofAMutationWithTypesOfTheObjectOnlyTheSyntaxIsLookedAt() {
    assertEquals(
        List.of(
            "spec.mutations[1].jsonPatch.expression: Invalid value: \"[JSONPatch{}].\": syntax",
            "spec.mutations[2].applyConfiguration.expression: Invalid value: \"nope\": no nope",
            "spec.mutations[3].applyConfiguration.expression: Invalid value: \"true\": must"
                + " evaluate to Object but got bool"),
        problems(
            "mutatingadmissionpolicies",
            "{'spec':{'reinvocationPolicy':'Never','matchConstraints':{'resourceRules':"
                + "[{'apiGroups':['a'],'apiVersions':['v1'],'operations':['CREATE'],"
                + "'resources':['r']}]},'mutations':[{'patchType':'ApplyConfiguration',"
                + "'applyConfiguration':{'expression':'Object{}'}},{'patchType':'JSONPatch',"
                + "'jsonPatch':{'expression':'[JSONPatch{}].'}},{'patchType':'ApplyConfiguration',"
                + "'applyConfiguration':{'expression':'nope'}},{'patchType':'ApplyConfiguration',"
                + "'applyConfiguration':{'expression':'true'}}]}}"));
  }
}

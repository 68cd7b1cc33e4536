package io.binnacle.crd.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.binnacle.api.status.FieldError;
import io.binnacle.crd.cost.CostEstimate;
import io.binnacle.crd.structural.Structural;
import io.binnacle.crd.structural.ValidationRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles the rules of a schema, and says what is wrong with them. One a pass. */
final class RuleCompiler {
  private static final List<String> REASONS =
      List.of(
          "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");

  private final Structural schema;
  private final RuleTypes types;
  private final List<FieldError> errors = new ArrayList<>();

  /** Null where costs have been accepted before. */
  private @Nullable RuleCosts costs;

  RuleCompiler(Structural schema) {
    this.schema = schema;
    this.types = RuleTypes.of(schema);
  }

  /** The node of the whole schema, null if no rule is there. */
  @Nullable RuleNode compile() {
    return node(RuleScope.root(schema, ""));
  }

  /**
   * What is wrong with the rules, and with what they cost.
   *
   * @param path of the schema
   */
  List<FieldError> problems(String path) {
    RuleCosts counted = new RuleCosts();
    costs = counted;
    node(RuleScope.root(schema, path));
    errors.addAll(counted.together(path));
    return List.copyOf(errors);
  }

  private @Nullable RuleNode node(RuleScope scope) {
    Structural node = scope.schema();
    Structural additional = node.additional();
    Structural item = node.items();
    RuleNode values = hasRules(additional) ? node(scope.values(additional)) : null;
    Map<String, RuleNode> below = new LinkedHashMap<>();
    node.properties()
        .forEach(
            (property, child) -> {
              RuleNode found = hasRules(child) ? node(scope.property(property, child)) : null;
              if (found != null) {
                below.put(property, found);
              }
            });
    RuleNode items = hasRules(item) ? node(scope.items(item)) : null;
    List<CompiledRule> rules = rules(scope);
    return rules.isEmpty() && below.isEmpty() && items == null && values == null
        ? null
        : new RuleNode(node, rules, Map.copyOf(below), items, values);
  }

  private static boolean hasRules(@Nullable Structural node) {
    return node != null && node.hasRules();
  }

  private List<CompiledRule> rules(RuleScope scope) {
    List<CompiledRule> rules = new ArrayList<>();
    List<ValidationRule> all = scope.schema().rules();
    for (int i = 0; i < all.size(); i++) {
      String at = scope.path() + ".x-kubernetes-validations[" + i + "]";
      CompiledRule rule =
          blames(all.get(i), scope.schema(), at) ? rule(all.get(i), scope, at) : null;
      if (rule != null) {
        rules.add(rule);
      }
    }
    return List.copyOf(rules);
  }

  /** Whether the field that a rule blames, if it names one, is there. */
  private boolean blames(ValidationRule rule, Structural node, String path) {
    if (rule.fieldPath().isEmpty() || BlamedField.isIn(node, rule.fieldPath())) {
      return true;
    }
    errors.add(FieldError.invalid(path + ".fieldPath", rule.fieldPath(), "must be a valid path"));
    return false;
  }

  private @Nullable CompiledRule rule(ValidationRule rule, RuleScope scope, String path) {
    if (rule.rule().isBlank()) {
      errors.add(FieldError.required(path + ".rule", "rule is not specified"));
      return null;
    }
    words(rule, path);
    var compiler = RuleEnvironment.compiler(types, scope.type(), rule.optionalOldSelf());
    CelValidationResult result = Nesting.bounded(rule.rule().strip(), compiler::compile);
    if (result.hasError()) {
      errors.add(
          FieldError.invalid(
              path + ".rule",
              shown(rule),
              "compilation failed: " + CompileErrors.text(result, rule.rule())));
      optional(rule, path);
      return null;
    }
    CelAbstractSyntaxTree tree = tree(result);
    if (!tree.getResultType().equals(SimpleType.BOOL)) {
      errors.add(
          FieldError.invalid(
              path + ".rule", shown(rule), "cel expression must evaluate to a bool"));
      return null;
    }
    ruleCost(tree, scope, path + ".rule");
    Program message = null;
    if (!rule.messageExpression().isBlank()) {
      CelValidationResult words =
          Nesting.bounded(rule.messageExpression().strip(), compiler::compile);
      message = message(rule, words, scope, path);
    }
    boolean comparesOld =
        tree.getReferenceMap().values().stream().anyMatch(r -> r.name().equals("oldSelf"));
    if (comparesOld && scope.uncorrelated() != null) {
      errors.add(
          FieldError.invalid(
              path + ".rule",
              rule.rule(),
              "oldSelf cannot be used on the uncorrelatable portion of the schema within "
                  + scope.uncorrelated()));
      return null;
    }
    if (!comparesOld) {
      optional(rule, path);
    }
    return new CompiledRule(rule, program(tree), message, comparesOld);
  }

  private void ruleCost(CelAbstractSyntaxTree tree, RuleScope scope, String field) {
    ValueShape shape = scope.shape();
    if (costs != null && shape != null) {
      long each = CostEstimate.of(tree, shape);
      keep(costs.rule(field, scope.cardinality().times(each, shape)));
    }
  }

  /** A message is made once, however many values break the rule. */
  private void messageCost(CelAbstractSyntaxTree tree, RuleScope scope, String field) {
    if (costs != null && scope.shape() != null) {
      keep(costs.message(field, CostEstimate.of(tree, scope.shape())));
    }
  }

  private void keep(@Nullable FieldError error) {
    if (error != null) {
      errors.add(error);
    }
  }

  /** Only a rule that compiles and compares may say that there need be nothing to compare with. */
  private void optional(ValidationRule rule, String path) {
    if (rule.optionalOldSelf()) {
      errors.add(
          FieldError.invalid(
              path + ".optionalOldSelf", true, "may not be set if oldSelf is not used in rule"));
    }
  }

  private @Nullable Program message(
      ValidationRule rule, CelValidationResult result, RuleScope scope, String path) {
    String field = path + ".messageExpression";
    if (result.hasError()) {
      errors.add(
          FieldError.invalid(
              field,
              shown(rule),
              "messageExpression compilation failed: "
                  + CompileErrors.text(result, rule.messageExpression())));
      return null;
    }
    CelAbstractSyntaxTree tree = tree(result);
    if (!tree.getResultType().equals(SimpleType.STRING)) {
      errors.add(
          FieldError.invalid(field, shown(rule), "messageExpression must evaluate to a string"));
      return null;
    }
    messageCost(tree, scope, field);
    return program(tree);
  }

  private static CelAbstractSyntaxTree tree(CelValidationResult result) {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Program program(CelAbstractSyntaxTree tree) {
    try {
      return RuleEnvironment.RUNTIME.createProgram(tree);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void words(ValidationRule rule, String path) {
    if (!rule.message().isEmpty() && rule.message().isBlank()) {
      errors.add(
          FieldError.invalid(
              path + ".message", rule.message(), "message must be non-empty if specified"));
    } else if (rule.message().strip().indexOf('\n') >= 0) {
      errors.add(
          FieldError.invalid(
              path + ".message", rule.message(), "message must not contain line breaks"));
    } else if (rule.rule().strip().indexOf('\n') >= 0 && rule.message().isEmpty()) {
      errors.add(
          FieldError.required(
              path + ".message", "message must be specified if rule contains line breaks"));
    }
    if (!rule.reason().isEmpty() && !REASONS.contains(rule.reason())) {
      errors.add(FieldError.notSupported(path + ".reason", rule.reason(), REASONS));
    }
  }

  /** The rule as the original shows it: its own fields, all of them. */
  private static Map<String, @Nullable Object> shown(ValidationRule rule) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Rule", rule.rule());
    fields.put("Message", rule.message());
    fields.put("MessageExpression", rule.messageExpression());
    fields.put("Reason", rule.reason().isEmpty() ? null : rule.reason());
    fields.put("FieldPath", rule.fieldPath());
    fields.put("OptionalOldSelf", rule.optionalOldSelf() ? true : null);
    return fields;
  }
}

package io.binnacle.crd.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.binnacle.api.status.FieldError;
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

  private final RuleTypes types;
  private final List<FieldError> errors = new ArrayList<>();

  RuleCompiler(Structural schema) {
    this.types = RuleTypes.of(schema);
  }

  List<FieldError> errors() {
    return List.copyOf(errors);
  }

  /** The node of the whole schema, null if no rule is there. */
  @Nullable RuleNode compile(Structural schema, String path) {
    return node(schema, RuleTypes.root(), RuleTypes.ROOT, path, true);
  }

  /**
   * @param correlated whether it can be told what a value was before
   */
  private @Nullable RuleNode node(
      Structural schema, CelType type, String name, String path, boolean correlated) {
    if (!schema.hasRules()) {
      return null;
    }
    List<CompiledRule> rules = new ArrayList<>();
    for (int i = 0; i < schema.rules().size(); i++) {
      String at = path + ".x-kubernetes-validations[" + i + "]";
      if (!blames(schema.rules().get(i), schema, at)) {
        continue;
      }
      CompiledRule rule = rule(schema.rules().get(i), type, at, correlated);
      if (rule != null) {
        rules.add(rule);
      }
    }
    Map<String, RuleNode> below = new LinkedHashMap<>();
    boolean fields = correlated && !schema.mapType().equals("atomic");
    schema
        .properties()
        .forEach(
            (property, child) -> {
              String inner = name + "." + FieldNames.escaped(property);
              RuleNode node = below(child, inner, path + ".properties[" + property + "]", fields);
              if (node != null) {
                below.put(property, node);
              }
            });
    boolean keyed = correlated && schema.listType().equals("map");
    return new RuleNode(
        schema,
        List.copyOf(rules),
        Map.copyOf(below),
        below(schema.items(), name + ".@items", path + ".items", keyed),
        below(schema.additional(), name + ".@values", path + ".additionalProperties", fields));
  }

  /** Whether the field that a rule blames, if it names one, is there. */
  private boolean blames(ValidationRule rule, Structural schema, String path) {
    if (rule.fieldPath().isEmpty() || BlamedField.isIn(schema, rule.fieldPath())) {
      return true;
    }
    errors.add(FieldError.invalid(path + ".fieldPath", rule.fieldPath(), "must be a valid path"));
    return false;
  }

  private @Nullable RuleNode below(
      @Nullable Structural schema, String name, String path, boolean correlated) {
    return schema == null || !schema.hasRules()
        ? null
        : node(schema, RuleTypes.of(name, schema), name, path, correlated);
  }

  private @Nullable CompiledRule rule(
      ValidationRule rule, CelType self, String path, boolean correlated) {
    if (rule.rule().isBlank()) {
      errors.add(FieldError.required(path + ".rule", "rule is not specified"));
      return null;
    }
    words(rule, path);
    var compiler = RuleEnvironment.compiler(types, self, rule.optionalOldSelf());
    CelValidationResult result = Nesting.bounded(rule.rule().strip(), compiler::compile);
    if (result.hasError()) {
      optional(rule, path);
      errors.add(
          FieldError.invalid(
              path + ".rule",
              shown(rule),
              "compilation failed: " + CompileErrors.text(result, rule.rule())));
      return null;
    }
    CelAbstractSyntaxTree tree = tree(result);
    if (!tree.getResultType().equals(SimpleType.BOOL)) {
      errors.add(
          FieldError.invalid(
              path + ".rule", shown(rule), "cel expression must evaluate to a bool"));
      return null;
    }
    boolean comparesOld =
        tree.getReferenceMap().values().stream().anyMatch(r -> r.name().equals("oldSelf"));
    if (comparesOld && !correlated) {
      errors.add(
          FieldError.invalid(
              path + ".rule",
              rule.rule(),
              "oldSelf cannot be used on the uncorrelatable portion of the schema within "
                  + path.substring(0, path.lastIndexOf(".x-kubernetes-validations"))));
      return null;
    }
    if (!comparesOld) {
      optional(rule, path);
    }
    Program message = null;
    if (!rule.messageExpression().isBlank()) {
      message =
          message(rule, Nesting.bounded(rule.messageExpression().strip(), compiler::compile), path);
    }
    return new CompiledRule(rule, program(tree), message, comparesOld);
  }

  /** Only a rule that compiles and compares may say that there need be nothing to compare with. */
  private void optional(ValidationRule rule, String path) {
    if (rule.optionalOldSelf()) {
      errors.add(
          FieldError.invalid(
              path + ".optionalOldSelf", true, "may not be set if oldSelf is not used in rule"));
    }
  }

  private @Nullable Program message(ValidationRule rule, CelValidationResult result, String path) {
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

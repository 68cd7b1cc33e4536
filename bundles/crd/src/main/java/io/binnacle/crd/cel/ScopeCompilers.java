package io.binnacle.crd.cel;

import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import io.binnacle.api.expression.ExpressionChecker.Finding;
import io.binnacle.api.expression.ExpressionScope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compilers for the scopes that were last used: making one takes longer than an expression.
 * Thread-safe.
 */
final class ScopeCompilers {
  private static final int KEPT = 16;
  private static final String NULL = "null_type";
  private static final String FAILED = "compilation failed: ";

  private final Map<ExpressionScope, CelCompiler> compilers =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ExpressionScope, CelCompiler> eldest) {
              return size() > KEPT;
            }
          });

  Finding check(String expression, ExpressionScope scope) {
    CelCompiler compiler = compilers.computeIfAbsent(scope, ScopeCompilers::compiler);
    CelValidationResult result = Nesting.bounded(expression, compiler::compile);
    if (result.hasError()) {
      return new Finding(FAILED + CompileErrors.text(result, expression), "");
    }
    try {
      CelType type = result.getAst().getResultType();
      return new Finding("", type.equals(SimpleType.NULL_TYPE) ? NULL : CelTypes.format(type));
    } catch (CelValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  Finding parse(String expression) {
    ExpressionScope nothing = new ExpressionScope(Map.of(), Map.of());
    CelCompiler compiler = compilers.computeIfAbsent(nothing, ScopeCompilers::compiler);
    CelValidationResult result = Nesting.bounded(expression, compiler::parse);
    return new Finding(
        result.hasError() ? FAILED + CompileErrors.text(result, expression) : "", "");
  }

  private static CelCompiler compiler(ExpressionScope scope) {
    ScopeTypes types = new ScopeTypes(scope.structures());
    var builder = RuleEnvironment.builder(types);
    scope.variables().forEach((name, type) -> builder.addVar(name, types.parse(type)));
    return builder.build();
  }
}

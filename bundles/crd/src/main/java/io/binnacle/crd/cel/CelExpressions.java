package io.binnacle.crd.cel;

import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.api.expression.ExpressionScope;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Offers the language to whoever takes expressions; loads it once there is one. Thread-safe. */
@Component
public final class CelExpressions implements ExpressionChecker {
  private @Nullable ScopeCompilers compilers;

  @Override
  public Finding check(String expression, ExpressionScope scope) {
    return compilers().check(expression, scope);
  }

  @Override
  public Finding parse(String expression) {
    return compilers().parse(expression);
  }

  private synchronized ScopeCompilers compilers() {
    if (compilers == null) {
      compilers = new ScopeCompilers();
    }
    return compilers;
  }
}

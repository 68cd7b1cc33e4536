package io.binnacle.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.binnacle.crd.cel.CelExpressions;
import java.nio.charset.StandardCharsets;

/** Each input is taken for an expression of the Common Expression Language. */
class ExpressionFuzzTest {
  private static final CelExpressions EXPRESSIONS = new CelExpressions();

  @FuzzTest
  void anExpressionIsReadOrTheFindingSaysWhyNot(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Budget.check(() -> EXPRESSIONS.parse(text));
  }
}

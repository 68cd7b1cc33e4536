package io.binnacle.resources.storage.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.api.expression.ExpressionScope;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceSelectorsTest {
  private static final ExpressionChecker CHECKER =
      new ExpressionChecker() {
        @Override
        public Finding check(String expression, ExpressionScope scope) {
          assertEquals(Map.of("device", "DRADevice"), scope.variables());
          return expression.equals("bad")
              ? new Finding("compilation failed: bad", "")
              : new Finding("", expression);
        }

        @Override
        public Finding parse(String expression) {
          throw new AssertionError("types matter");
        }
      };

  private static List<String> problems(ExpressionChecker checker, String expression) {
    Map<String, Object> selector = Map.of("cel", Map.of("expression", expression));
    return new DeviceSelectors(() -> checker)
        .problems(List.of(new Unstructured(selector)), "spec.selectors").stream()
            .map(FieldError::text)
            .toList();
  }

  @Test
  void whatDoesNotCompileIsRefused() {
    assertEquals(
        List.of(
            "spec.selectors[0].cel.expression: Invalid value: \"bad\": compilation failed: bad"),
        problems(CHECKER, "bad"));
  }

  @Test
  void aSelectorSaysYesOrNoOrWhatCannotBeTold() {
    assertEquals(List.of(), problems(CHECKER, "bool"));
    assertEquals(List.of(), problems(CHECKER, "dyn"));
    assertEquals(
        List.of(
            "spec.selectors[0].cel.expression: Invalid value: \"string\": must evaluate to bool or"
                + " the unknown type, not string"),
        problems(CHECKER, "string"));
  }

  @Test
  void withoutTheLanguageAnythingIsTaken() {
    assertEquals(List.of(), problems(ExpressionChecker.NONE, "bad"));
  }
}

package io.binnacle.crd.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.expression.ExpressionScope;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CelExpressionsTest {
  private static final ExpressionScope SCOPE =
      new ExpressionScope(
          Map.of(
              "object", "dyn",
              "boat", "Boat",
              "authorizer", "kubernetes.authorization.Authorizer",
              "authorizer.requestResource", "kubernetes.authorization.ResourceCheck"),
          Map.of(
              "Boat",
              Map.of(
                  "name", "string",
                  "crew", "list(Sailor)",
                  "cargo", "map(string, map(string, kubernetes.Quantity))"),
              "Sailor",
              Map.of("age", "int", "since", "google.protobuf.Timestamp")));

  private final CelExpressions expressions = new CelExpressions();

  private String type(String expression) {
    var found = expressions.check(expression, SCOPE);
    assertEquals("", found.problem());
    return found.type();
  }

  private String problem(String expression) {
    return expressions.check(expression, SCOPE).problem();
  }

  @Test
  void typesAreToldAsTheyAreWritten() {
    assertEquals("string", type("boat.name"));
    assertEquals("list(int)", type("boat.crew.map(s, s.age)"));
    assertEquals("dyn", type("object.spec.size"));
    assertEquals("kubernetes.Quantity", type("boat.cargo['a']['b']"));
    assertEquals("bool", type("boat.crew.all(s, s.since < timestamp('2020-01-01T00:00:00Z'))"));
    assertEquals("google.protobuf.Timestamp", type("boat.crew[0].since"));
    assertEquals("optional_type(string)", type("boat.?name"));
    assertEquals("null_type", type("null"));
    assertEquals("string", type("'%s: %d'.format([boat.name, 1])"));
    assertEquals("list(int)", type("[3, 1].sort()"));
  }

  @Test
  void anAuthorizerIsKnownByItsMethods() {
    assertEquals(
        "bool",
        type("authorizer.group('apps').resource('deployments').name('x').check('get').allowed()"));
    assertEquals("string", type("authorizer.requestResource.check('delete').reason()"));
  }

  @Test
  void problemsAreToldInTheOriginalsWords() {
    assertEquals(
        "compilation failed: ERROR: <input>:1:1: undeclared reference to 'nope' (in container '')\n"
            + " | nope\n"
            + " | ^",
        problem("nope"));
    assertEquals(
        "compilation failed: ERROR: <input>:1:5: undefined field 'mast'\n"
            + " | boat.mast\n"
            + " | ....^",
        problem("boat.mast"));
    assertEquals(
        "compilation failed: ERROR: <input>:1:8: Syntax error: no viable alternative at input '.'\n"
            + " | object.\n"
            + " | .......^",
        problem("object."));
    assertEquals(
        "compilation failed: ERROR: <input>:1:0: Syntax error: mismatched input '<EOF>' expecting"
            + " {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT,"
            + " NUM_UINT, STRING, BYTES, IDENTIFIER}",
        problem(""));
  }

  @Test
  void whatIsOnlyParsedMaySpeakOfAnything() {
    assertEquals("", expressions.parse("Object{spec: Object.spec{a: nope}}").problem());
    assertEquals(
        "compilation failed: ERROR: <input>:1:8: Syntax error: no viable alternative at input '.'\n"
            + " | object.\n"
            + " | .......^",
        expressions.parse("object.").problem());
  }
}
